using System.Text.RegularExpressions;
using FinerCut.Cli.Pages;
using FinerCut.Cli.Reports;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Continue;
using FinerCut.Commands.Eval;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>What reports are made of.</summary>
internal static partial class ReportSamples
{
    public static Continuation[] Texts { get; } =
    [
        new("Once upon a time", ", there was a <b>fox</b>.", ", there was a fox & a fox & a fox"),
        new("The end\u001b[31m", "", "\n\n\ud800 and \"more\""),
    ];

    public static ReportOrigin Origin { get; } = new("prune", "models/tales-3m/", DateTimeOffset.UnixEpoch);

    public static PruneReport Pruned { get; } = new(Samples.Worse, Origin)
    {
        Texts = new TextPairs(
            "Dense", "Pruned", [.. Texts.Select(text => new TextPair(text.Prompt, text.Dense, text.Pruned))]),
    };

    /// <summary>Both models with a text, and a plan.</summary>
    public static EvalResult Evaluated { get; } = Samples.EvaluatedAgainst with
    {
        Model = Writing(Samples.EvaluatedAgainst.Model, " fox fox fox"),
        Dense = Writing(Samples.EvaluatedAgainst.Dense!, " fox <i>and</i> a hen."),
    };

    /// <summary>A page without its style sheet, which changes more often than what the page says.</summary>
    public static string Plain(Report report) => Hash().Replace(
        Style().Replace(new ReportPage(report, "0.1.0").Write(), "<style>…</style>"), "sha256-…");

    private static ModelScores Writing(ModelScores scores, string text) => scores with
    {
        Generation = scores.Generation! with { Texts = [new("Once there was a", text)] },
    };

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("sha256-[^&]*(?=&)")]
    private static partial Regex Hash();
}
