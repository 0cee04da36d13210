using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Amounts and sizes that are not possible, or not with this model of four sublayers.</summary>
public class AmountTests
{
    [Theory]
    [InlineData("FC4017", "--ratio", "0")]
    [InlineData("FC4017", "--ratio", "1")]
    [InlineData("FC4017", "--ratio", "1.5")]
    [InlineData("FC4017", "--ratio", "-0.25")]
    [InlineData("FC4008", "--ratio", "NaN")]
    [InlineData("FC4008", "--ratio", "Infinity")]
    [InlineData("FC4017", "--ratio", "0.2")]
    [InlineData("FC4018", "--count", "0")]
    [InlineData("FC4018", "--count", "4")]
    [InlineData("FC4008", "--count", "99999999999")]
    [InlineData("FC4018", "--remove", "0.attn,0.ffn,1.attn,1.ffn")]
    [InlineData("FC4020", "--remove", "2.attn")]
    [InlineData("FC4020", "--remove", "1.attn,1.attn")]
    [InlineData("FC4018", "--count", "2", "--protect", "*.attn,1.ffn")]
    [InlineData("FC4018", "--count", "3", "--only", "ffn")]
    [InlineData("FC4019", "--count", "1", "--protect", "7.*")]
    [InlineData("FC4031", "--max-distance", "0")]
    [InlineData("FC4031", "--until", "1.5")]
    [InlineData("FC4031", "--bytes", "100%")]
    [InlineData("FC4031", "--speedup", "0.9x")]
    [InlineData("FC4017", "--until", "0.2")]
    [InlineData("FC4032", "--kv-cache", "50%", "--only", "ffn")]
    [InlineData("FC4032", "--bytes", "1TB")]
    [InlineData("FC4032", "--speedup", "1000x")]
    [InlineData("FC4015", "--samples", "0")]
    [InlineData("FC4015", "--sample-tokens", "1")]
    [InlineData("FC4029", "--sample-tokens", "129")]
    [InlineData("FC4030", "--threads", "0")]
    public void Amount_NotPossible_IsRefused(string code, params string[] options)
    {
        using BadInputRun run = new();
        run.RefusesToPrune(code, ExitCode.Usage, options);
        run.RefusesToPrune(code, ExitCode.Usage, [.. options, "--dry-run"]);
    }

    [Fact]
    public void MaxDistance_LessThanTheFirstRemoval_FallsShort()
    {
        using BadInputRun run = new();
        Assert.Contains(
            "--max-distance 0.000001",
            run.RefusesToPrune("FC4033", ExitCode.FellShort, "--max-distance", "0.000001"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_LongerThanTheContext_NamesBoth()
    {
        using BadInputRun run = new();
        string line = run.RefusesToPrune("FC4029", ExitCode.Usage, "--sample-tokens", "200");

        Assert.Contains("200 tokens", line, StringComparison.Ordinal);
        Assert.Contains("--sample-tokens 128", line, StringComparison.Ordinal);
    }
}
