using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Commands.Compare;

/// <summary>The texts of errors about comparing plans.</summary>
internal static class CompareErrors
{
    public static DiagnosticException NotEnough(int found) => new(
        "FC7121",
        (found == 0 ? "compare was given no plan" : "compare was given one plan")
            + "; give at least two: plan files or pruned folders, such as 'finercut compare smaller-10 smaller-20'.");

    public static DiagnosticException NoPlan(string path) => new(
        "FC7122",
        $"'{path}' carries no plan, so nothing tells what was removed. Pass a {PruningPlan.FileName}, or a model that "
            + "finercut pruned.");

    public static DiagnosticException OtherCount(string first, int count, string other, int otherCount) => new(
        "FC7123", string.Create(
            CultureInfo.InvariantCulture,
            $"'{first}' is a plan for a model of {count} sublayers, and '{other}' for one of {otherCount}. ")
            + "Compare plans that were made for one model.");

    public static DiagnosticException OtherName(string first, string name, string other, string otherName) => new(
        "FC7123",
        $"'{first}' is a plan for a model with the sublayer {name}, where that of '{other}' has {otherName}. "
            + "Compare plans that were made for one model.");
}
