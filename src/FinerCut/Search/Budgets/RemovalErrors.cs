using FinerCut.Decoders;
using FinerCut.Onnx;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Search.Budgets;

/// <summary>All texts about what was asked to be removed, FC4017 to FC4020.</summary>
internal static class RemovalErrors
{
    internal static DiagnosticException RatioOutside(double ratio) => new(
        "FC4017",
        Text($"--ratio {ratio} is not a share of the sublayers; give a number greater than 0 and less than 1, ")
            + "such as --ratio 0.25 or 25%.");

    internal static DiagnosticException RatioTooSmall(double ratio, int sublayers, string option = "--ratio") => new(
        "FC4017",
        Text($"{option} {ratio} of {sublayers} sublayers is less than one. Give at least {option} "
            + $"{SmallestRatio(sublayers)}{(option == "--ratio" ? ", or --count 1" : "")}."));

    internal static DiagnosticException CountTooSmall(int count) => new(
        "FC4018",
        Text($"--count {count} removes nothing; give a number from 1, such as --count 6."));

    internal static DiagnosticException NothingLeft(int count, int sublayers) => new(
        "FC4018",
        Text($"Removing {count} sublayers would leave nothing: the model has {sublayers}. Remove at most "
            + $"{sublayers - 1}."));

    internal static DiagnosticException TooFewCandidates(int count, int sublayers, int candidates) => new(
        "FC4018",
        Text(
            $"{count} of the {sublayers} sublayers are to go, but --only and --protect leave {candidates} candidates. ")
            + "Remove fewer, or protect less.");

    internal static DiagnosticException KindMissing(IReadOnlyList<SublayerName> sublayers) => new(
        "FC4019",
        $"The model has no sublayer of the kind that --only asks for. {NamesOf(sublayers)}");

    internal static DiagnosticException PatternWithoutMatch(
        string pattern, IReadOnlyList<SublayerName> sublayers) => new(
        "FC4019",
        $"--protect '{pattern}' matches no sublayer. {NamesOf(sublayers)} Patterns look like 3, 3.*, *.ffn or 0-3.");

    internal static DiagnosticException NameUnknown(
        string name, IReadOnlyList<SublayerName> nearest, IReadOnlyList<SublayerName> sublayers) => new(
        "FC4020",
        $"--remove '{name}' is not a sublayer of the model. "
            + (nearest.Count == 0 ? "" : $"The nearest are {string.Join(", ", nearest)}. ")
            + $"{NamesOf(sublayers)} Whole layers are named like 3 or 3-5.");

    internal static DiagnosticException NameRepeated(string text, SublayerName name) => new(
        "FC4020",
        text == name.ToString()
            ? $"--remove names '{text}' twice; name each sublayer once."
            : $"--remove names '{name}' twice, at last as part of '{text}'; name each sublayer once.");

    /// <summary>The reciprocal of the number, rounded up to a number of few digits.</summary>
    private static decimal SmallestRatio(int sublayers)
    {
        decimal scale = 100;
        while (scale < 10m * sublayers)
        {
            scale *= 10;
        }

        return Math.Ceiling(scale / sublayers) / scale;
    }

    private static string NamesOf(IReadOnlyList<SublayerName> sublayers) =>
        Text($"Its {sublayers.Count} sublayers are named from {sublayers[0]} to {sublayers[^1]}; 'finercut inspect "
            + $"MODEL' lists them.");
}
