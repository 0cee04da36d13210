using System.Globalization;
using System.Text.Json;
using FinerCut.Decoders;
using FinerCut.Machines;
using FinerCut.Plans;

namespace FinerCut.Search.Budgets;

/// <summary>How much is to be saved, at least; candidates compare by distance per amount saved.</summary>
public sealed record SavingBudget : SearchBudget
{
    private const string Percent = "%";
    private const string Times = "x";

    // Nobody saves so few weights or multiply-adds, and many forget the % of so small a number.
    private const double SmallestBareCount = 1000;

    private static readonly (string Suffix, double Factor)[] CountUnits =
        [("k", 1e3), ("M", 1e6), ("G", 1e9), ("B", 1e9), ("T", 1e12), ("", 1)];

    private SavingBudget(SavingUnit unit, string text, string suffix, double number) =>
        (Unit, Text, Suffix, Number) = (unit, text, suffix, number);

    /// <summary>What it counts.</summary>
    public SavingUnit Unit { get; }

    /// <summary>The amount as given, without blanks: <c>40%</c>, <c>100MB</c>, <c>1.3x</c>.</summary>
    public string Text { get; }

    /// <summary>The unit in a plan: <c>kv-cache</c>.</summary>
    public string UnitName => NameOf(Unit);

    /// <summary>Whether times have to be measured first.</summary>
    internal bool IsTimed => Unit is SavingUnit.DecodeSpeedup or SavingUnit.PrefillSpeedup;

    /// <inheritdoc/>
    internal override PlanBudget Planned => new(UnitName, Text);

    private string Suffix { get; }

    private double Number { get; }

    /// <summary>Reads an amount.</summary>
    /// <param name="unit">What it counts.</param>
    /// <param name="text">A share of the dense model such as <c>40%</c>, greater than 0 and less than 100; for bytes
    /// and caches also a size such as <c>100MB</c> (decimal) or <c>95MiB</c>, for caches per token; for parameters and
    /// multiply-adds also a number such as <c>30M</c>; a speedup such as <c>1.3x</c>, greater than 1. A number of bytes
    /// has a unit, and a share its <c>%</c>.</param>
    /// <returns>The budget.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4031: the text is nothing of this, or can be read in two
    /// ways.</exception>
    public static SavingBudget Parse(SavingUnit unit, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string bare = text.Replace(" ", "", StringComparison.Ordinal);
        bool isTime = unit is SavingUnit.DecodeSpeedup or SavingUnit.PrefillSpeedup;
        foreach ((string suffix, double factor) in isTime ? [(Times, 1), ("", 1)] : UnitsOf(unit).Prepend((Percent, 1)))
        {
            if (bare.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(
                    bare.AsSpan(0, bare.Length - suffix.Length),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out double number))
            {
                bool fits = isTime
                    ? number > 1 && double.IsFinite(number)
                    : number > 0 && (suffix == Percent ? number < 100 : double.IsFinite(number * factor));
                if (fits && !isTime && suffix.Length == 0 && IsAmbiguous(unit, number))
                {
                    throw BudgetErrors.WithoutUnit(unit, bare, number);
                }

                return fits
                    ? new SavingBudget(unit, bare, isTime ? Times : suffix, number * factor)
                    : throw BudgetErrors.NotAnAmount(unit, text);
            }
        }

        throw BudgetErrors.NotAnAmount(unit, text);
    }

    /// <summary>How a unit is called in plans and, for what has an option of its own, on the command line.</summary>
    internal static string NameOf(SavingUnit unit) => JsonNamingPolicy.KebabCaseLower.ConvertName(unit.ToString());

    /// <inheritdoc/>
    internal override StopCondition CreateCondition(
        int sublayers, IReadOnlyList<SublayerName> candidates, Func<SavingUnit, Measure> measure) =>
        new SavingCondition(this, measure(Unit), candidates, sublayers);

    /// <summary>The amount in the unit's own measure.</summary>
    /// <param name="dense">What the dense model has.</param>
    internal double AmountOf(double dense) => Suffix switch
    {
        Percent => dense * Number / 100,
        Times => dense * (1 - (1 / Number)),
        _ => Number,
    };

    /// <summary>What an amount comes to, for messages: <c>saves 2,048 of 6,144 (33.3 %)</c> or <c>gives
    /// 1.2x</c>.</summary>
    /// <param name="amount">In the unit's own measure.</param>
    /// <param name="dense">What the dense model has.</param>
    internal string Describe(double amount, double dense) => Suffix == Times
        ? string.Create(CultureInfo.InvariantCulture, $"gives {dense / (dense - amount):0.##}x")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"saves {amount:N0} of {dense:N0} ({(dense > 0 ? amount / dense * 100 : 0):0.#} %)");

    private static bool IsAmbiguous(SavingUnit unit, double number) =>
        unit is SavingUnit.Bytes or SavingUnit.KvCache || number < SmallestBareCount;

    private static IReadOnlyList<(string Suffix, double Factor)> UnitsOf(SavingUnit unit) =>
        unit is SavingUnit.Bytes or SavingUnit.KvCache ? ByteSize.Units : CountUnits;
}
