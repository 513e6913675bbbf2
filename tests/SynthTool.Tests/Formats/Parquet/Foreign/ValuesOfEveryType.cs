namespace SynthTool.Tests.Formats.Parquet.Foreign;

public sealed class ValuesOfEveryType
{
    [Theory]
    [InlineData("CAST(-128 AS TINYINT)", "-128")]
    [InlineData("CAST(255 AS UTINYINT)", "255")]
    [InlineData("CAST(-32768 AS SMALLINT)", "-32768")]
    [InlineData("CAST(65535 AS USMALLINT)", "65535")]
    [InlineData("CAST(-2147483648 AS INTEGER)", "-2147483648")]
    [InlineData("CAST(4294967295 AS UINTEGER)", "4294967295")]
    [InlineData("CAST(-9223372036854775808 AS BIGINT)", "-9223372036854775808")]
    [InlineData("CAST(18446744073709551615 AS UBIGINT)", "18446744073709551615")]
    [InlineData("true", "true")]
    [InlineData("CAST(0.1 AS FLOAT)", "0.1")]
    [InlineData("CAST(1e300 AS DOUBLE)", "1e300")]
    [InlineData("CAST(-0.05 AS DECIMAL(4, 2))", "-0.05")]
    [InlineData("CAST(12.30 AS DECIMAL(9, 2))", "12.30")]
    [InlineData("CAST(-1234567890.1234567 AS DECIMAL(18, 7))", "-1234567890.1234567")]
    [InlineData("CAST(99999999999999999999999999999999.123456 AS DECIMAL(38, 6))", "99999999999999999999999999999999.123456")]
    [InlineData("CAST(-7 AS DECIMAL(38, 0))", "-7")]
    [InlineData("'Größe \"😀\" \\ \n'", "\"Größe \\\"😀\\\" \\\\ \\n\"")]
    [InlineData("CAST('a' AS ENUM('a', 'b'))", "\"a\"")]
    [InlineData("CAST('{\"a\": [1]}' AS JSON)", "\"{\\\"a\\\": [1]}\"")]
    [InlineData("CAST('0198c0de-0000-7000-8000-0123456789ab' AS UUID)", "\"0198c0de-0000-7000-8000-0123456789ab\"")]
    [InlineData("DATE '2024-02-29'", "\"2024-02-29\"")]
    [InlineData("DATE '1969-12-31'", "\"1969-12-31\"")]
    [InlineData("DATE '0001-01-01'", "\"0001-01-01\"")]
    [InlineData("DATE '12345-06-07'", "\"+012345-06-07\"")]
    [InlineData("TIME '23:59:59.000001'", "\"23:59:59.000001\"")]
    [InlineData("TIMESTAMP '1969-12-31 23:59:59.5'", "\"1969-12-31T23:59:59.5\"")]
    [InlineData("TIMESTAMP '2000-01-01 00:00:00'", "\"2000-01-01T00:00:00\"")]
    [InlineData("CAST('2020-05-06 07:08:09.123456789' AS TIMESTAMP_NS)", "\"2020-05-06T07:08:09.123456789\"")]
    [InlineData("CAST('2020-05-06 07:08:09.123' AS TIMESTAMP_MS)", "\"2020-05-06T07:08:09.123\"")]
    [InlineData("TIMESTAMPTZ '2020-05-06 07:08:09+02'", "\"2020-05-06T05:08:09Z\"")]
    [InlineData("[1, NULL, 3]", "[1,null,3]")]
    [InlineData("CAST([] AS INTEGER[])", "[]")]
    [InlineData("[[1], [], NULL, [2, 3]]", "[[1],[],null,[2,3]]")]
    [InlineData("{'a': 1, 'b': {'c': [{'d': NULL}, NULL]}}", "{\"a\":1,\"b\":{\"c\":[{\"d\":null},null]}}")]
    [InlineData("MAP {'x': 1, 'y': NULL}", "{\"x\":1,\"y\":null}")]
    [InlineData("MAP {DATE '2024-01-01': [1]}", "{\"2024-01-01\":[1]}")]
    [InlineData("MAP {{'k': 1}: 'v'}", "[{\"key\":{\"k\":1},\"value\":\"v\"}]")]
    [InlineData("CAST(MAP {} AS MAP(VARCHAR, INTEGER))", "{}")]
    [InlineData("CAST([1, 2, 3] AS INTEGER[3])", "[1,2,3]")]
    [InlineData("CAST(NULL AS STRUCT(a INTEGER[]))", "null")]
    public void BecomeJson(string sql, string json)
    {
        using var file = ForeignFile.OfDuckDb($"SELECT {sql} AS v, 1 AS n");

        Assert.Equal([ForeignFile.Canonical($"{{\"v\":{json},\"n\":1}}")], file.Rows());
    }

    [Theory]
    [InlineData("CAST('NaN' AS DOUBLE)", "SYNTH0286", "NaN")]
    [InlineData("CAST('-inf' AS FLOAT)", "SYNTH0286", "infinite")]
    [InlineData("CAST('abc' AS BLOB)", "SYNTH0285", "bytes")]
    [InlineData("[{'a': CAST('abc' AS BLOB)}]", "SYNTH0285", "v.list.element.a")]
    [InlineData("INTERVAL 1 DAY", "SYNTH0285", "v")]
    public void WithoutOneAreRefusedByName(string sql, string code, string says)
    {
        using var file = ForeignFile.OfDuckDb($"SELECT 1 AS n, {sql} AS v");

        var problem = file.Problem();

        Assert.Equal(code, problem.Kind.Code);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.Contains("\"columns\"", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(["{\"n\":1}"], file.Rows(columns: "n"));
    }
}
