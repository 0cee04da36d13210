using FinerCut.Calibration;
using FinerCut.Calibration.Sources;
using FinerCut.Calibration.Texts;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Healing;
using FinerCut.Sources;

namespace FinerCut.Commands.Prune;

/// <summary>The samples that a run heals on.</summary>
/// <param name="options">How to heal.</param>
/// <param name="calibration">The calibration, whose sources serve where none are named.</param>
/// <param name="source">The dense model.</param>
/// <param name="tools">What the run gives.</param>
internal sealed class HealingText(
    HealingOptions options, CalibrationOptions calibration, SourceModel source, CalibrationTools tools)
{
    // Of those it writes itself: a laptop needs minutes for as many.
    private const int LargestOwnTokens = 8192;

    /// <summary>Refuses options that cannot be met, before anything is searched.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7401, FC7403 or FC7405.</exception>
    public static void Check(HealingOptions options, SourceModel source)
    {
        if (options.Method is null)
        {
            string? unasked = options.Sources.Count > 0 ? "--heal-text"
                : options.Tokens != HealingOptions.DefaultTokens ? "--heal-tokens" : null;
            if (unasked is not null)
            {
                throw HealingErrors.Unasked(unasked);
            }

            return;
        }

        if (options.Tokens < HealingOptions.LeastTokens)
        {
            throw HealingErrors.TooFewTokens(options.Tokens);
        }

        if (!source.Map.HasHead || source.Map.GivesProbabilities)
        {
            throw HealingErrors.Unmeasurable(source.Folder.GraphPath);
        }

        CalibrationPaths.CheckTexts(options.Sources, SourceOption.HealText);
    }

    /// <summary>Makes the samples: from all places of all sources, in the same way each time, each as long as those of
    /// the calibration.</summary>
    /// <returns>The samples; null where nothing is to be healed.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A source cannot be read, or gives one sample
    /// alone.</exception>
    public CalibrationSet? Make()
    {
        if (options.Method is null)
        {
            return null;
        }

        CalibrationOptions wanted = calibration with
        {
            Sources = options.Sources.Count > 0 ? options.Sources : calibration.Sources,
            Option = SourceOption.HealText,
            Seed = calibration.Seed ?? 0,
        };
        TokenSource tokens = new(wanted, source.Folder, CallLimits.FindLimits(source.Map));
        int length = tokens.SampleLength(_ => { });
        wanted = wanted with { Samples = Math.Max(1, options.Tokens / length) };
        if (CalibrationMaker.WordOf(wanted) is { } word && word != CalibrationText.SourceName
            || (wanted.Sources.Count == 0 && tokens.FindObstacle() is not null))
        {
            wanted = wanted with { Samples = Math.Max(1, Math.Min(options.Tokens, LargestOwnTokens) / length) };
        }

        CalibrationSet set = new CalibrationMaker(wanted, tokens, tools).Make();
        int width = source.Map.Sublayers.SelectMany(sublayer => sublayer.Nodes)
            .Max(node => (int)(WeightFacts.InputWidth(node) ?? 0));
        long count = set.Samples.Sum(sample => (long)sample.Length);
        if (options.Method == HealMethod.Weights && count < HealingOptions.TokensPerInput * (long)width)
        {
            tools.Observer.Warned(HealingErrors.FewTokens(count, width));
        }

        return set.Samples.Count > 1 ? set : throw HealingErrors.TooFewSamples();
    }
}
