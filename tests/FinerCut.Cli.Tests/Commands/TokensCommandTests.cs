using FinerCut.Cli.Commands;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Documentation;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Tokens;

namespace FinerCut.Cli.Tests.Commands;

public class TokensCommandTests
{
    private static readonly string Model = MarkdownPage.InRepository("models/tales-3m");

    [Theory]
    [InlineData("tokens-text", "")]
    [InlineData("tokens-text-ids", "--ids")]
    public void Screen_OfText_MatchesSnapshot(string name, string options)
    {
        using CliRun run = new();
        run.Run(
            ["tokens", "models/tales-3m", "story.txt", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Theory]
    [InlineData("tokens-lines", "")]
    [InlineData("tokens-lines-ids", "--ids")]
    public void Screen_OfLines_MatchesSnapshot(string name, string options)
    {
        using CliRun run = new() { Library = new FakeLibrary { OnListTokens = _ => Samples.TokensOfLines } };
        run.Run(
            ["tokens", "models/tales-3m", "texts.jsonl", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        using CliRun run = new();
        run.Run("tokens", "model.onnx", "texts.jsonl", "--text-field", "body", "--special");
        Assert.Equal(
            new() { Model = "model.onnx", File = "texts.jsonl", TextField = "body", AddSpecialTokens = true },
            run.Library.AskedForTokens);
    }

    [Fact]
    public void Options_NoneGiven_AreTheDefaults()
    {
        using CliRun run = new();
        run.Run("tokens", "model.onnx", "story.txt");
        Assert.Equal(
            new() { Model = "model.onnx", File = "story.txt", TextField = "text", AddSpecialTokens = false },
            run.Library.AskedForTokens);
    }

    [Fact]
    public void StandardInput_OfBundledModel_IsOneText()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary { OnListTokens = new ModelLibrary().ListTokens },
            Input = "Once upon a time,\n{\"text\": 1}"
        };
        Assert.Equal(ExitCode.Done, run.Run("tokens", Model, "-"));
        Assert.StartsWith(
            "16 tokens\n  454  Once                \"Once\"\n  415  Ġupon               \" upon\"\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("\n  199  Ċ                   \"\\n\"\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_WithManyTokens_IsWrittenWhole()
    {
        int[] ids = [.. Enumerable.Range(0, 100_000)];
        TokenListing listing = new(null, ids, ids.Select(id => new ListedToken(id, "a", default)));
        using CliRun run = new() { Library = new FakeLibrary { OnListTokens = _ => [listing] } };
        run.Run("tokens", "model.onnx", "story.txt", "--ids");
        run.Run("tokens", "model.onnx", "story.txt");
        string[] lines = run.Output.Split('\n');
        Assert.Equal($"[{string.Join(", ", ids)}]", lines[0]);
        Assert.Equal(100_003, lines.Length);
        Assert.StartsWith("  99999  a ", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_OnRequest_EndsTheListing()
    {
        using CliRun run = new();
        run.Cancel();
        Assert.Equal(ExitCode.Cancelled, run.Run("tokens", "model.onnx", "story.txt"));
    }
}
