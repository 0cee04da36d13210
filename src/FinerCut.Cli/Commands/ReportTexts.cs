using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Continue;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Commands;

/// <summary>Lets both models write a few texts for a report.</summary>
/// <param name="runner">Shows progress and warnings.</param>
/// <param name="quiet">Whether only warnings are shown.</param>
/// <param name="log">The structured log.</param>
internal sealed class ReportTexts(CommandRunner runner, bool quiet, ILogger log)
{
    /// <summary>Lets them write.</summary>
    /// <param name="model">The dense model.</param>
    /// <param name="result">What the pruned model lacks.</param>
    /// <param name="texts">Texts to begin with; none for the usual one.</param>
    /// <param name="runtime">Where the models run.</param>
    /// <returns>The texts; null where there are none: a report is good without.</returns>
    public TextPairs? Write(
        string model, PruneResult result, IReadOnlyList<string> texts, RuntimeOptions runtime)
    {
        CliContext context = runner.Context;
        if (result is { Output: null, Plan.Healing.Weights.Count: > 0 })
        {
            context.Story.Warning("The report has no texts of both models: the healed model was not written.");
            return null;
        }

        ContinueOptions options = new()
        {
            Model = model,
            Pruned = result.Output,
            Removed = [.. result.Plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))],
            // Standard input was read before.
            Texts = [.. texts.Where(text => text != "-")],
            Runtime = runtime,
        };
        try
        {
            IReadOnlyList<Continuation> written = runner.Watch(
                quiet, observer => context.Library.Continue(options, observer, log, context.Cancellation));
            return written.Count == 0 ? null : new TextPairs(
                "Dense", "Pruned", [.. written.Select(text => new TextPair(text.Prompt, text.Dense, text.Pruned))]);
        }
        catch (DiagnosticException cause)
        {
            context.Story.Warning($"The report has no texts of both models ({cause.Code}): {cause.Message}");
            return null;
        }
    }
}
