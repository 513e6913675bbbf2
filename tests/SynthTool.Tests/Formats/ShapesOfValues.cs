using CsCheck;
using SynthTool.Formats;

namespace SynthTool.Tests.Formats;

public sealed class ShapesOfValues
{
    private static readonly Gen<Shape> Scalars = Gen.Int[0, 7].Select(i => (Shape[])
        [Shape.Any, Shape.Null, Shape.Boolean, Shape.Integer, Shape.Number, Shape.String, Shape.Mixed, Shape.Integer.OrNull()]).Select(Gen.Int[0, 7], (all, i) => all[i]);

    private static readonly Gen<Shape> Any = Gen.Recursive<Shape>((depth, self) => depth >= 3
        ? Scalars
        : Gen.Frequency(
            (4, Scalars),
            (1, Gen.Select(self, Gen.Bool, (item, isNullable) => isNullable ? Shape.ArrayOf(item).OrNull() : Shape.ArrayOf(item))),
            (3, Gen.Select(Json.OneOf("a", "b", "c", "d\"\n😀").HashSet[0, 4].Select(n => n.ToArray()), self.Array[4], Gen.Bool, (names, shapes, isOpen) =>
                Shape.ObjectOf(names.Select((n, i) => KeyValuePair.Create(n, shapes[i])), isOpen)))));

    [Fact]
    public void MergeInAnyOrder() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
    {
        Assert.Equal(Shape.Merge(a, b), Shape.Merge(b, a));
        Assert.Equal(Shape.Merge(Shape.Merge(a, b), c), Shape.Merge(a, Shape.Merge(b, c)));
        Assert.Equal(a, Shape.Merge(a, a));
        Assert.Equal(Shape.Merge(a, b), Shape.Merge(Shape.Merge(a, b), b));
    });

    [Fact]
    public void AreTheSameGatheredOrMerged() => Json.Texts.Array[1, 5].Sample(texts =>
    {
        var gathered = new ObservedShape();
        foreach (var text in texts)
        {
            gathered.Add(Json.Of(text));
        }

        Assert.Equal(texts.Select(t => Shape.Of(Json.Of(t))).Aggregate(Shape.Merge), gathered.ToShape());
    });

    [Fact]
    public void ReadTheirTextBack() => Any.Sample(shape =>
    {
        Assert.Equal(shape, Shape.TryParse(shape.ToText()));
        Assert.Equal(shape.GetHashCode(), Shape.TryParse(shape.ToText())!.GetHashCode());
    });

    [Theory]
    [InlineData("""{"id":1,"tags":["a"],"x":null}""", """{"id":integer,"tags":[string],"x":null}""")]
    [InlineData("""[{"a":1,"b":true},{"a":1.5},{"a":null}]""", """[{"a":number?,"b":boolean?}]""")]
    [InlineData("""[[],[1],["a"]]""", """[[mixed]]""")]
    [InlineData("""[]""", """[null]""")]
    [InlineData("""[1e2,3.0]""", """[integer]""")]
    [InlineData("""[9223372036854775807,-9223372036854775808,1e18]""", """[integer]""")]
    [InlineData("""[6.02e23,1,1.5]""", """[number]""")]
    [InlineData("""[18446744073709551615,1]""", """[mixed]""")]
    [InlineData("""[1e400]""", """[mixed]""")]
    public void SayWhatWasSeen(string value, string shape) => Assert.Equal(shape, Shape.Of(Json.Of(value)).ToText());

    [Theory]
    [InlineData("")]
    [InlineData("strin")]
    [InlineData("string??")]
    [InlineData("[string")]
    [InlineData("{\"a\":string,}")]
    [InlineData("{\"a\":string,\"a\":string}")]
    [InlineData("{\"a")]
    [InlineData("{\"\\u00\":string}")]
    [InlineData("{...,\"a\":string}")]
    [InlineData("any any")]
    public void AreNotReadFromOtherTexts(string text) => Assert.Null(Shape.TryParse(text));

    [Fact]
    public void AreBoundedInDepthAndWidth()
    {
        var deep = Json.Of(new string('[', 60) + new string(']', 60));
        var wide = Json.Of($"{{{string.Join(",", Enumerable.Range(0, 5000).Select(i => $"\"k{i}\":0"))}}}");

        Assert.Equal(new string('[', 32) + "any" + new string(']', 32), Shape.Of(deep).ToText());
        Assert.Equal(Shape.Any, Shape.Of(wide));
        Assert.Null(Shape.TryParse(new string('[', 100_000)));
    }
}
