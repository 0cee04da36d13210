using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Search.Budgets;
using FinerCut.Tests.Commands.Prune;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.ModelCards;

/// <summary>The cards of folders that are written.</summary>
public sealed class CardFileTests : IDisposable
{
    private readonly PruningRun _run = new();

    private string Source => Path.Combine(_run.Decoder.Folder, "README.md");

    private string Written => Path.Combine(_run.Output, "README.md");

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Prune_WithoutACard_WritesOne()
    {
        Prune();

        string card = File.ReadAllText(Written);
        Assert.StartsWith("---\nbase_model: model\ntags:\n- finercut\n", card, StringComparison.Ordinal);
        Assert.Contains(
            "- Removed, in this order: `1.attn`, `0.ffn`\n- Chosen by hand\n", card, StringComparison.Ordinal);
        Assert.DoesNotContain("license", card, StringComparison.Ordinal);
        Assert.Equal(FindingResult.Same, Finding(_run.Decoder.Folder, "other files"));
    }

    [Fact]
    public void Prune_Card_HasWhatWasMeasuredAndVerifies()
    {
        File.WriteAllText(Source, "\uFEFF---\r\nlicense: mit\r\n---\r\n# A model\r\n");
        string ids = _run.Combine("own.jsonl");
        File.WriteAllText(ids, $"[{string.Join(',', Enumerable.Range(0, 128))}]");
        PruneResult result = Prune(new() { Texts = [ids] });

        string card = File.ReadAllText(Written);
        Assert.StartsWith("---\r\nlicense: mit\r\nbase_model: model\r\n", card, StringComparison.Ordinal);
        Assert.Equal(0xEF, File.ReadAllBytes(Written)[0]);
        Assert.Contains(
            FormattableString.Invariant($"      value: {result.Plan.Perplexities![0].Pruned:0.####}\r\n"),
            card,
            StringComparison.Ordinal);
        Assert.EndsWith("# A model\r\n", card, StringComparison.Ordinal);
        Assert.Equal(FindingResult.Same, Finding(_run.Decoder.Folder, "model card"));

        File.AppendAllText(Written, "It can fly.\r\n");
        Assert.Equal(FindingResult.Differs, Finding(_run.Decoder.Folder, "model card"));
        File.Delete(Written);
        Assert.Equal(FindingResult.Differs, Finding(_run.Decoder.Folder, "model card"));
    }

    [Fact]
    public void Prune_HubName_IsTheBaseModel()
    {
        string path = Path.Combine(_run.Decoder.Folder, "config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(
            "{", "{ \"_name_or_path\": \"Owner/Tales-3M\",", StringComparison.Ordinal).Split("}{")[0]);
        Prune();
        Assert.StartsWith("---\nbase_model: Owner/Tales-3M\n", File.ReadAllText(Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_Twice_TellsBoth()
    {
        Prune();
        PruneOptions second = _run.Options with
        {
            Model = _run.Output,
            Budget = new RemovalListBudget(["2.ffn"]),
            Output = new() { Path = _run.Combine("again") },
        };
        _run.Prune(second);

        string card = File.ReadAllText(_run.Combine("again", "README.md"));
        Assert.Equal(2, card.Split("<!-- finercut").Length - 1);
        Assert.Contains("- Removed by an earlier pruning: `", card, StringComparison.Ordinal);
        Assert.Equal(FindingResult.Same, Finding(_run.Output, "model card", _run.Combine("again")));
    }

    [Theory]
    [InlineData("---\nlibrary_name: [\n---\n", "its front matter is no YAML")]
    [InlineData("---\nlicense: mit\n", "its front matter has no end")]
    public void Prune_CardThatIsNotUnderstood_IsCopiedWithAWarning(string card, string expected)
    {
        File.WriteAllText(Source, card);
        Prune();

        Assert.Equal(card, File.ReadAllText(Written));
        Assert.Contains(_run.Observer.Warnings, warning =>
            warning.StartsWith("README.md is copied as it is", StringComparison.Ordinal)
                && warning.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(FindingResult.Same, Finding(_run.Decoder.Folder, "model card"));
    }

    [Fact]
    public void Prune_CardInAnotherEncoding_IsCopiedWithAWarning()
    {
        byte[] latin = [0x23, 0x20, 0xE9, 0x0A];
        File.WriteAllBytes(Source, latin);
        Prune();

        Assert.Equal(latin, File.ReadAllBytes(Written));
        Assert.Contains(
            _run.Observer.Warnings, warning => warning.Contains("it is no UTF-8 text", StringComparison.Ordinal));
    }

    private PruneResult Prune(EvaluationOptions? evaluation = null) => _run.Prune(_run.Options with
    {
        Budget = new RemovalListBudget(["1.attn", "0.ffn"]),
        Evaluation = evaluation ?? new(),
    });

    private FindingResult Finding(string dense, string check, string? pruned = null) => VerifyRun.Execute(
        new VerifyOptions
        {
            Model = pruned ?? _run.Output,
            Against = dense,
            Samples = 1,
            SampleTokens = 16,
            Threads = 1,
        },
        _run.Observer,
        NullLogger.Instance,
        TestContext.Current.CancellationToken).Findings.Single(finding => finding.Check == check).Result;
}
