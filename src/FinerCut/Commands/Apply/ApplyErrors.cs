using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Commands.Apply;

/// <summary>The texts of errors about plans that cannot be carried out.</summary>
internal static class ApplyErrors
{
    public static DiagnosticException OtherFile(string plan, PlanSourceFile expected, string found) => new(
        "FC4054", $"'{plan}' was made for another model: its '{expected.Name}' has the SHA-256 {expected.Sha256}, and "
            + $"this one has {found}. Pass the model that the plan names, or search again.");

    public static DiagnosticException FileAbsent(
        string plan, PlanSourceFile expected, string model, IReadOnlyList<string> found) => new(
        "FC4054", $"'{plan}' was made for another model: no file of '{model}' has the content of its "
            + $"'{expected.Name}' (SHA-256 {expected.Sha256}); there are {string.Join(", ", found)}. Pass the model "
            + $"that the plan names, or search again.");

    public static DiagnosticException OtherSublayers(string plan, string model) => new(
        "FC4054", $"'{plan}' names other sublayers than '{model}' has now, although the files are the same: another "
            + "version of finercut made it. Search again.");

    public static DiagnosticException TooShort(string plan, int count, int planned) => new(
        "FC4055", string.Create(CultureInfo.InvariantCulture, $"{count} sublayers are to go, and '{plan}' has an order "
            + $"of {planned}. Ask for {planned} or fewer, or search farther: finercut prune MODEL --until 1.0."));

    public static DiagnosticException NothingPlanned(string plan) => new(
        "FC4055", $"'{plan}' removes nothing, so there is nothing to apply. Take another plan.");

    public static DiagnosticException NoDistances(string plan) => new(
        "FC4055", $"'{plan}' was made by hand and has no distances, so --max-distance cannot be applied. Pass --count "
            + "or --ratio, or neither for all of it.");

    public static DiagnosticException NothingWithin(string plan, double largest, PlannedRemoval first) => new(
        "FC4055", string.Create(CultureInfo.InvariantCulture, $"Nothing of '{plan}' stays within --max-distance "
            + $"{largest:0.##########}: the first removal, {first.Sublayer}, already leads to "
            + $"{first.Distance:0.######}. Allow more."));
}
