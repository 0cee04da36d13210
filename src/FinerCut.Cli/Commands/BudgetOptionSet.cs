using System.CommandLine;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Search.Budgets;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The options of <c>prune</c> that say how much to remove.</summary>
internal sealed class BudgetOptionSet
{
    private readonly Option<string?> _ratio = Value(
        "--ratio", "R", "Share of the sublayers: 0.25 or 25% removes a quarter of them, rounded down", "-r");
    private readonly Option<string?> _count = Value("--count", "N", "Number of sublayers");
    private readonly Option<string[]> _remove = List(
        "--remove", "LIST", "These sublayers, in this order, without a search: 3.attn,7 or 3-5.ffn");
    private readonly Option<string?> _maxDistance = Value(
        "--max-distance", "D", "As many as the distance leaves room for: the next removal would lead farther");
    private readonly Option<string?> _parameters =
        Value("--parameters", "AMOUNT", "Weights to save, at least: 20% or 30M");
    private readonly Option<string?> _bytes =
        Value("--bytes", "AMOUNT", "Bytes of weights to save: 20%, 100MB or 95MiB");
    private readonly Option<string?> _macs = Value("--macs", "AMOUNT", "Multiply-adds per token to save: 20% or 30M");
    private readonly Option<string?> _kvCache = Value(
        "--kv-cache", "AMOUNT", "Key-value cache to save: 40%, or per token 2kB");
    private readonly Option<string?> _speedup =
        Value("--speedup", "FACTOR", "How much faster, by times measured on this machine: 1.3x");
    private readonly Option<string?> _until = Value(
        "--until", "R", "Find the order of this share of the sublayers, 1.0 or 100% for all, and write the plan alone, "
            + "for finercut apply");
    private readonly Option<string?> _speedupOf = Word(
        "--speedup-of", "What --speedup is about: one token, or a whole sample; default decode", typeof(SpeedupKind));

    /// <summary>The options in their group of the help page; exactly one is to be given.</summary>
    public OptionGroup Group => new(
        "How much to remove (exactly one)",
        [_ratio, _count, _remove, _maxDistance, _parameters, _bytes, _macs, _kvCache, _speedup, _until]);

    /// <summary>The list of sublayers, which needs no search.</summary>
    public Option<string[]> Remove => _remove;

    /// <summary>What a speedup is about.</summary>
    public Option<string?> SpeedupOf => _speedupOf;

    /// <summary>Reads the amount.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The budget, whose value the library judges.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number, or the amount is not given
    /// once.</exception>
    public Budget Read(ParseResult parsed)
    {
        RequireOneAmount(parsed);
        return ReadBudget(parsed);
    }

    private Budget ReadBudget(ParseResult parsed) =>
        OptionText.Share(parsed, _ratio, "0.25 or 25%") is { } ratio ? new RatioBudget(ratio)
        : OptionText.WholeNumber(parsed, _count, "6") is { } count ? new CountBudget(count)
        : OptionText.Number(parsed, _maxDistance, "0.1") is { } largest ? new DistanceBudget(largest)
        : OptionText.Share(parsed, _until, "1.0 or 100%") is { } until ? new OrderBudget(until)
        : ReadSaving(parsed) ?? (Budget)new RemovalListBudget(OptionText.List(parsed, _remove, "3.attn,7.ffn"));

    private SavingBudget? ReadSaving(ParseResult parsed)
    {
        SpeedupKind kind = OptionText.Word(parsed, _speedupOf, Enum.GetValues<SpeedupKind>()) ?? SpeedupKind.Decode;
        (Option<string?>, SavingUnit)[] units =
        [
            (_parameters, SavingUnit.Parameters),
            (_bytes, SavingUnit.Bytes),
            (_macs, SavingUnit.Macs),
            (_kvCache, SavingUnit.KvCache),
            (_speedup, kind == SpeedupKind.Decode ? SavingUnit.DecodeSpeedup : SavingUnit.PrefillSpeedup),
        ];
        return units
            .Select(pair => parsed.GetValue(pair.Item1) is { } text ? SavingBudget.Parse(pair.Item2, text) : null)
            .FirstOrDefault(saving => saving is not null);
    }

    private void RequireOneAmount(ParseResult parsed)
    {
        IReadOnlyList<string> given = OptionText.Given(parsed, Group.Options);
        if (given.Count != 1)
        {
            throw given.Count == 0 ? UsageErrors.NoAmount() : UsageErrors.SeveralAmounts(given);
        }
    }
}
