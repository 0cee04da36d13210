using FinerCut.Commands.Prune;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut prune --show-calibration --json</c> prints; the keys are the members in snake_case, in
/// this order.</summary>
/// <param name="Source">As in the plan.</param>
/// <param name="Packing"><c>contiguous</c> or <c>documents</c>; null where the samples were made without a
/// text.</param>
/// <param name="Seed">The seed that picked or made the samples; null for the first ones.</param>
/// <param name="TokensSha256">As in the plan.</param>
/// <param name="Rows">The samples.</param>
internal sealed record CalibrationAnswer(
    string Source, string? Packing, long? Seed, string TokensSha256, IReadOnlyList<CalibrationAnswerRow> Rows)
{
    /// <summary>Takes the answer from a result.</summary>
    /// <param name="view">What the library made.</param>
    /// <returns>The same for machines.</returns>
    public static CalibrationAnswer From(CalibrationView view) => new(
        view.Set.Source,
        view.Set.Packing?.ToString().ToLowerInvariant(),
        view.Set.Seed,
        view.Set.TokensSha256(),
        [.. view.Set.Samples.Select((ids, index) => new CalibrationAnswerRow(
            index + 1, view.Set.Origins.ElementAtOrDefault(index)
                ?? view.Set.Source, ids.Length, ids, view.Texts.ElementAtOrDefault(index)))]);
}
