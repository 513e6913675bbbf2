namespace SynthTool.Tests.Definition;

public sealed class AMistake
{
    [Theory]
    // unknown keys
    [InlineData("«0501»promts: x\n")]
    [InlineData("budget: { «0501»call: 1 }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, «0501»modle: m, options: { «0501»temprature: 1 }, limits: { «0501»rpm: 1 } } }\n")]
    [InlineData("outputs: { a: { «0501»colums: { id: row.id } } }\n")]
    [InlineData("steps: [{ «0501»generat: x }, { map: y, to: seed.a, «0501»when: z }]\n")]
    [InlineData("steps: [«0501»{}]\n")]
    // missing keys
    [InlineData("teachers: { t: «0503»{ model: m } }\n")]
    [InlineData("teachers: { t: «0503»{ provider: openai } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, price: «0503»{ output_per_million: 1, currency: USD }, license: «0503»{ url: x } } }\n")]
    [InlineData("steps: [«0503»{ each: x }, «0503»{ map: y }]\n")]
    [InlineData(Sample.Teacher + "steps: [«0503»{ generate: x, prompt: p.sbn }, «0503»{ generate: y, teacher: t }]\n")]
    [InlineData("outputs: { a: «0503»{ format: chat } }\n")]
    [InlineData("outputs: { a: { format: chat, columns: «0503»{ id: row.id } } }\n")]
    [InlineData("steps: [{ each: x, in: [1, 2], weights: «0503»[1, 2] }]\n")]
    // wrong forms
    [InlineData("version: «0504»[1]\nlicense: «0504»5\ndescription: «0504»true\n")]
    [InlineData("budget: «0504»5\nteachers: «0504»[a]\nsteps: «0504»{ map: x }\noutputs: «0504»[a]\n")]
    [InlineData("budget:«0504»\nteachers:«0504»\nsteps:«0504»\noutputs:«0504»\ngates:«0504»\n")]
    [InlineData("budget: { calls: «0504»\"5\" }\n")]
    [InlineData("steps: [«0504»map, «0504»[map], { map: «0504»[x], to: seed.a }]\n")]
    [InlineData("steps: [{ map: x, «0504»filter: y }]\n")]
    [InlineData("steps: [{ split: «0504»train }]\n")]
    [InlineData("outputs: { a: «0504»table, b: { columns: «0504»[id] }, c: «0504»}\n")]
    [InlineData("outputs: { a: { columns: { messages: «0504»[{ user: a }, { assistant: b }] } } }\n")]
    [InlineData("gates: [«0504»5, «0504»[rows], «0504»{ rows: 5 }]\n")]
    // values
    [InlineData("responses: «0505»git\n")]
    [InlineData("budget: { calls: «0505»-1 }\n")]
    [InlineData("budget: { calls: «0505»1.5 }\n")]
    [InlineData("budget: { calls: «0505»1e3 }\n")]
    [InlineData("budget: { calls: «0505»99999999999999999999 }\n")]
    [InlineData("version: «0505»\"\"\nlicense: \"«0505»a\\nb\"\n")]
    [InlineData("version: «0505»abc def\n")]
    [InlineData("version: «0505»1.2-\n")]
    [InlineData("version: «0505»1e3\n")]
    [InlineData("teachers: { t: { provider: «0505»opneai, model: m } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, endpoint: «0505»localhost:8000 } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, options: { temperature: «0505»-0.1, top_p: «0505»0, max_output_tokens: «0505»0, stop: [\"x\", «0505»\"\"] } } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, options: { stop: «0505»[], temperature: «0505»1e99 } } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, limits: { concurrency: «0505»0, timeout_seconds: «0505»100000 } } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, price: { input_per_million: «0505»-1, output_per_million: 1, currency: «0505»euro } } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, license: { id: x, distillation: «0505»yes } } }\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, samples: «0505»0 }, { generate: y, teacher: t, prompt: p, samples: «0505»1001 }]\n")]
    [InlineData("steps: [{ each: x, in: «0505»[] }, { filter: «0505»[] }, { dedup: «0505»[] }]\n")]
    [InlineData("steps: [{ each: x, in: [1, 2], weights: «0505»[1, 2, 3], sample: 1 }]\n")]
    [InlineData("steps: [{ each: x, in: [1, 2], weights: [1, «0505»0], sample: 1 }, { each: y, in: [1, 2], sample: «0505»3 }, { each: z, in: [1], sample: «0505»0 }]\n")]
    [InlineData("steps: [{ each: x, in: seed.a, weights: «0505»[1], sample: 1 }]\n")]
    [InlineData("steps: [{ split: «0505»{ a: 50, b: 49.5 } }]\n")]
    [InlineData("steps: [{ split: { a: 100, b: «0505»0 } }]\n")]
    [InlineData("steps: [{ split: «0505»{} }]\n")]
    [InlineData("steps: [{ split: { a: 100 } }, «0505»{ split: { b: 100 } }]\n")]
    [InlineData("outputs: { a: { format: «0505»csv }, b: { seeds_per_shard: «0505»0 } }\n")]
    [InlineData("outputs: «0505»{}\n")]
    [InlineData("outputs: { a: { columns: «0505»{} } }\n")]
    [InlineData("steps: [{ map: id, to: seed.a }]\noutputs: { a: «0505»{} }\n")]
    // names
    [InlineData("teachers: { «0506»a b: { provider: openai, model: m } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, options: { extra: { «0506»model: x, «0506»temperature: 1, top_k: 5 } } } }\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, headers: { X-A: a, «0506»x-a: b, «0506»Host: c, \"«0506»a b\": d } } }\n")]
    [InlineData("steps: [{ map: «0506»a-b, to: seed.a }, { map: «0506»1a, to: seed.a }, { map: «0506»seed, to: seed.a }, { map: «0506»row, to: seed.a }]\n")]
    [InlineData("steps: [{ map: «0506»if, to: seed.a }, { map: «0506»string, to: seed.a }, { map: «0506»words, to: seed.a }, { map: «0506»not, to: seed.a }]\n")]
    [InlineData("steps: [{ map: a, to: seed.a }, { each: «0506»a, in: [1] }]\n")]
    [InlineData("steps: [{ filter: seed.a }, { map: «0506»filter, to: seed.a }]\n")]
    [InlineData("steps: [{ split: { \"«0506»a-b\": 50, «0506»1: 50 } }]\n")]
    [InlineData("steps: [{ split: { test: 50, «0506»Test: 50 } }]\n")]
    [InlineData("outputs: { «0506».a: {}, «0506»a/b: {}, «0506»CON: {}, «0506»nul.x: {}, «0506»a.: {}, «0506»README.md: {}, «0506»Manifest.json: {} }\n")]
    [InlineData("outputs: { a: {}, «0506»A: {} }\n")]
    [InlineData("steps: [{ split: { test: 50, train: 50 } }]\noutputs: { «0506»test: {} }\n")]
    [InlineData("outputs: { a: { columns: { «0506»a.b: seed.a, «0506»\"\": seed.b, ok: seed.c, «0506»OK: seed.d } } }\n")]
    // names that nothing declares
    [InlineData("steps: [{ generate: x, teacher: «0507»t, prompt: p }]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: «0507»tt, prompt: p }]\n")]
    [InlineData("steps: [{ filter: seed.a }]\ngates: [«0507»kept.fliter >= 1, «0507»removed.filter-2 >= 1, «0507»rows.test >= 1, «0507»kept.x < 1]\n")]
    [InlineData("steps: [{ split: { a: 50, b: 50 } }]\ngates: [«0507»rows.train >= 1]\n")]
    public void IsFoundAtItsPlace(string marked) => Sample.AssertFindings(Sample.Head + marked);

    [Theory]
    [InlineData("«0503»seeds: { from: a.jsonl }\n")]
    [InlineData("«0503»dataset: d\n")]
    [InlineData("dataset:«0504»\nseeds:«0504»\n")]
    [InlineData("dataset: «0504»5\nseeds: «0504»a.jsonl\n")]
    [InlineData("dataset: «0506»a/b\nseeds: «0505»[]\n")]
    [InlineData("dataset: «0506»com1\nseeds: «0503»{ limit: 1 }\n")]
    [InlineData("dataset: «0506»..\nseeds: [{ from: «0505»[] }, «0504»x]\n")]
    [InlineData("dataset: d.x_y-1\nseeds: { from: a.csv, limit: «0505»0, key: [id, «0505»id], where:«0504», rename: { a: c, b: «0506»c, d: «0504»5 } }\n")]
    [InlineData("dataset: «0506»x.rehearsal\nseeds: { from: a.csv, schema: { a: «0520»text }, group: «0505»[] }\n")]
    [InlineData("dataset: d\nseeds: { from: «0504»{ path: x } }\n")]
    [InlineData("«0504»- dataset\n")]
    [InlineData("«0504»text\n")]
    [InlineData("«0504»")]
    [InlineData("«0504»# only a comment\n")]
    public void InTheFirstLinesIsFoundAtItsPlace(string marked) => Sample.AssertFindings(marked);

    [Fact]
    public void InALongNameIsFound()
    {
        var name = new string('x', 101);

        Sample.AssertFindings($"dataset: «0506»{name}\nseeds: {{ from: a }}\nsteps: [{{ map: «0506»{name}, to: seed.a }}]\noutputs: {{ «0506»{name}: {{}} }}\n");
    }

    [Theory]
    [InlineData("../../x.jsonl")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x.jsonl")]
    [InlineData("a/../../../b")]
    public void InAPathIsFoundWhereverPathsStand(string path)
    {
        var found = Sample.AssertFindings(
            $"dataset: d\nseeds: {{ from: [a.jsonl, «0101»{path}], schema: «0101»{path} }}\n{Sample.Teacher}steps: [{{ generate: x, teacher: t, prompt: «0101»{path}, response: «0101»{path} }}]\n");

        Assert.All(found, f => Assert.Contains(path, f.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void DoesNotHideOthersAndComesInTheOrderOfLines()
    {
        Sample.AssertFindings("""
            dataset: «0506»a b
            «0501»licence: mit
            seeds: { from: «0101»../../x }
            teachers:
              t: «0503»{ model: m, api_key: «0508»sk-123 }
            steps:
              - generate: «0506»seed
                teacher: «0507»u
                prompt: «0504»5
              - «0502»critique: score
              - «0501»fliter: x
            outputs:
              a: { format: chat, columns: { messages: [{ «0511»assistant: a }] } }
            gates:
              - «0510»rows => 5
            """);
    }

    [Fact]
    public void IsNotRepeatedWhereSomethingRefersToIt()
    {
        Sample.AssertFindings("""
            dataset: d
            seeds: { from: a }
            teachers: { t: { provider: «0505»x, model: m } }
            steps:
              - { generate: a, teacher: t, prompt: p, «0502»until: { accepted: 5 } }
              - { «0502»critique: score, teacher: t }
              - { each: x, in: [score.a, a.b] }
              - { split: { a: «0505»0, b: 100 } }
            gates: [kept.score > 1, kept.critique > 2, rows.a > 1]
            """);
    }
}
