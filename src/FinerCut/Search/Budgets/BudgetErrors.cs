using FinerCut.Onnx;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Search.Budgets;

/// <summary>All texts about budgets other than a number of sublayers, FC4031 to FC4033.</summary>
internal static class BudgetErrors
{
    public static DiagnosticException NotAnAmount(SavingUnit unit, string found) => new(
        "FC4031", $"{OptionOf(unit)} '{found}' is not an amount that can be saved; {Possible(unit)}.");

    /// <param name="unit">What it counts.</param>
    /// <param name="found">A number without a unit.</param>
    /// <param name="number">The same as a number.</param>
    public static DiagnosticException WithoutUnit(SavingUnit unit, string found, double number) => new(
        "FC4031", $"{OptionOf(unit)} {found} has no unit; write {OptionOf(unit)} {Readings(unit, found, number)}.");

    public static DiagnosticException DistanceOutside(double distance) => new(
        "FC4031", Text($"--max-distance {distance} leaves room for nothing; give a number greater than 0 in the unit "
            + $"of the metric, such as --max-distance 0.1."));

    public static DiagnosticException UntilOutside(double share) => new(
        "FC4031",
        Text($"--until {share} is not a share of the sublayers; give a number greater than 0 and at most 1, ")
            + "such as --until 1.0 or 100% for the whole order.");

    /// <param name="budget">What was asked for.</param>
    /// <param name="dense">What the dense model has.</param>
    /// <param name="most">What can be saved.</param>
    public static DiagnosticException OutOfReach(SavingBudget budget, double dense, double most) => new(
        "FC4032", $"{OptionOf(budget.Unit)} {budget.Text} cannot be reached: all that may go "
            + $"{budget.Describe(most, dense)}. Ask for less, or protect less.");

    /// <param name="largest">The distance asked for.</param>
    /// <param name="sublayer">The best first removal.</param>
    /// <param name="distance">Where it leads to.</param>
    public static DiagnosticException NothingWithin(double largest, string sublayer, double distance) => new(
        "FC4033", Text($"Nothing can go within --max-distance {largest:0.##########}: the first removal, {sublayer}, "
            + $"already leads to {distance:0.######}. Allow more, or measure by another --metric."));

    private const double SmallestBareBytes = 10_000;

    private static string OptionOf(SavingUnit unit) =>
        unit is SavingUnit.DecodeSpeedup or SavingUnit.PrefillSpeedup ? "--speedup" : $"--{SavingBudget.NameOf(unit)}";

    private static string Possible(SavingUnit unit) => unit switch
    {
        SavingUnit.Bytes => "give a share or a size such as --bytes 20%, 100MB or 95MiB",
        SavingUnit.KvCache => "give a share, or bytes per token, such as --kv-cache 40% or 2kB",
        SavingUnit.Parameters or SavingUnit.Macs => $"give a share or a number such as {OptionOf(unit)} 20% or 30M",
        _ => "give a factor greater than 1, such as --speedup 1.3x",
    };

    private static string Readings(SavingUnit unit, string found, double number)
    {
        string counted = unit switch
        {
            SavingUnit.KvCache => $"{found}B for {found} bytes per token",
            SavingUnit.Bytes when number < SmallestBareBytes => $"{found}MB for megabytes",
            SavingUnit.Bytes => $"{found}B for {found} bytes",
            _ => $"{found}M for millions",
        };
        return number < 100
            ? $"{found}% for a share, or {counted}"
            : $"{counted}, or a share such as 20%";
    }
}
