using System.Text;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Commands.Tokens;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Commands;

/// <summary><c>--csv</c> of the commands that have no page of their own for it.</summary>
public sealed class TableCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Table => _folder.Combine("table.csv");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("prune m --ratio 0.25")]
    [InlineData("apply p m")]
    public void Csv_OfPruneAndApply_HasARowForEachRemoval(string line) => Assert.Equal(
        [
            "Step,Sublayer,Distance,Metric,Changes On Halves,Candidates",
            "1,2.attn,0.00123456,js,0.031,4",
            "2,3.ffn,0.0142857,js,0.25,3",
        ],
        Run(new FakeLibrary { OnPrune = (_, _) => Samples.Worse, OnApply = (_, _) => Samples.Worse }, line));

    [Fact]
    public void Csv_OfAPlan_HasEmptyCellsForWhatNobodyKnows() => Assert.Equal(
        ["Step,Sublayer,Distance,Metric,Changes On Halves,Candidates", "1,3.attn,,,,", "2,1.ffn,,,,"],
        Run(new FakeLibrary { OnFindPlan = _ => Samples.ByHand.Plan }, "inspect p"));

    [Fact]
    public void Csv_OfAModel_HasARowForEachSublayer()
    {
        string[] rows = Run(new FakeLibrary(), "inspect m");
        Assert.Equal(
            "Sublayer,Kind,Parameters,Size (bytes),Cache per Token (bytes),Status,Step,Distance", rows[0]);
        Assert.Equal("0.attn,attention,147648,590592,1536,kept,,", rows[1]);
        Assert.Equal(9, rows.Length);
    }

    [Fact]
    public void Csv_OfVerify_HasARowForEachCheckAlsoWhereSomethingDiffers()
    {
        string[] rows = Run(
            new FakeLibrary { OnVerify = (_, _) => Samples.Differing }, "verify a --against b", ExitCode.FellShort);
        Assert.Equal("Check,Result,Detail", rows[0]);
        Assert.Equal("plan,skipped,there is no finercut.plan.json", rows[1]);
        Assert.Equal("sublayers,same,\"22 of 24 are there, 2 removed\"", rows[2]);
        Assert.StartsWith("configuration,differs,", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_OfGate_HasTheOrderOfTheInput()
    {
        string[] rows = Run(new FakeLibrary(), "gate m");
        Assert.Equal(["Index,Sublayer,Input", "0,0.attn,finercut.keep", "1,0.ffn,finercut.keep"], rows[..3]);
        Assert.Equal(9, rows.Length);
    }

    [Fact]
    public void Csv_OfTokens_HasTheBytesOfEach() => Assert.Equal(
        [
            "Line,Position,Id,Token,Bytes",
            ",0,1,<s>,3c733e",
            ",1,312,▁Once,204f6e6365",
            ",2,30,<0x0A>,0a",
            ",3,999999,,",
        ],
        Run(new FakeLibrary(), "tokens m f"));

    [Fact]
    public void Csv_OfTokensOfLines_CountsInEach()
    {
        TokenListing quoted = new(4, [1], [new(1, "Ġ\"a,b\n", Encoding.UTF8.GetBytes("é"))]);
        Assert.Equal(
            ["Line,Position,Id,Token,Bytes", "4,0,1,\"Ġ\"\"a,b", "\",c3a9", "4,0,1,\"Ġ\"\"a,b", "\",c3a9"],
            Run(new FakeLibrary { OnListTokens = _ => [quoted, quoted] }, "tokens m f --ids"));
    }

    [Fact]
    public void Csv_OfEval_HasARowForEachNumber()
    {
        string[] rows = Run(new FakeLibrary { OnEval = (_, _) => Samples.EvaluatedAgainst }, "eval m");

        Assert.Equal("Model,Role,Task,Metric,Value,Standard Error", rows[0]);
        Assert.Equal("smaller/model.onnx,model,wikitext2.test.raw,perplexity,36.0012,0.8731", rows[1]);
        Assert.Contains("smaller/model.onnx,model,wikitext2.test.raw,perplexity_ratio,1.08403,0.00512", rows);
        Assert.Contains("smaller/model.onnx,model,wikitext2.test.raw,correlation,0.98221,", rows);
        Assert.Contains("smaller/model.onnx,model,wikitext2.test.raw,kl.maximum,1.5,", rows);
        Assert.Contains("smaller/model.onnx,model,wikitext2.test.raw,by_position.1-63.kl,0.081,0.004", rows);
        Assert.Contains("smaller/model.onnx,model,,generation.draft.acceptance_rate,0.5866,0.0197", rows);
        Assert.Contains("models/tales-3m/model.onnx,dense,,generation.repeated_4grams,,", rows);
        Assert.Contains("order.plan.json,plan,wikitext2.test.raw,perplexity,36.0012,0.8731", rows);
        Assert.All(rows.Where(row => row != ""), row => Assert.Equal(5, row.Count(character => character == ',')));
    }

    [Theory]
    [InlineData("prune m --ratio 0.25")]
    [InlineData("apply p m")]
    [InlineData("inspect m")]
    [InlineData("eval m")]
    [InlineData("verify a --against b")]
    [InlineData("gate m")]
    [InlineData("tokens m f")]
    [InlineData("sweep m")]
    [InlineData("bench m")]
    [InlineData("compare a b")]
    public void Csv_FileIsThere_IsReplacedWithForceAlone(string line)
    {
        File.WriteAllText(Table, "mine");
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run([.. line.Split(' '), "--csv", Table]));
        Assert.Contains("FC7103", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Equal("mine", File.ReadAllText(Table));

        using CliRun forced = new();
        Assert.Equal(ExitCode.Done, forced.Run([.. line.Split(' '), "--csv", Table, "-f"]));
        Assert.NotEqual("mine", File.ReadAllText(Table));
    }

    private string[] Run(FakeLibrary library, string line, ExitCode expected = ExitCode.Done)
    {
        using CliRun run = new() { Library = library };
        Assert.Equal(expected, run.Run([.. line.Split(' '), "--csv", Table]));
        return File.ReadAllLines(Table);
    }
}
