using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of <c>prune</c> and <c>apply</c>.</summary>
/// <param name="result">What was done.</param>
/// <param name="origin">What it was done to.</param>
internal sealed class PruneReport(PruneResult result, ReportOrigin origin)
{
    private const string TextNote = "Both models continue the same beginnings, always with the likeliest token. A few "
        + "texts show whether a model still writes; they do not measure how well.";

    private readonly PruningPlan _plan = result.Plan;
    private readonly PlanSections _sections = new(result.Plan);

    /// <summary>Why nothing was written, where something went wrong; else null.</summary>
    public string? Refusal { get; init; }

    /// <summary>What both models write; null where they were not asked.</summary>
    public TextPairs? Texts { get; init; }

    /// <summary>Whether the result is an order of sublayers, and no model.</summary>
    public bool IsOrder { get; init; }

    private string Outcome
    {
        get
        {
            string count = $"{_plan.Removed.Count} of {result.Dense.Sublayers} sublayers";
            return IsOrder ? $"Order of {count}" : result.Output is null ? $"{count} would go" : $"{count} removed";
        }
    }

    /// <summary>Makes the report.</summary>
    public Report Make() => new()
    {
        Command = origin.Command,
        Subject = origin.Subject,
        Outcome = Outcome,
        Time = origin.Time,
        Headlines = IsOrder ? [] : [.. Headlines()],
        Warnings = [.. Refusal is null ? [] : (string[])[Refusal], .. _sections.Warnings],
        Sections =
        [
            _sections.Layers,
            _sections.Distances,
            _sections.Perplexities,
            _sections.Candidates,
            new("size", "Size and cache", IsOrder ? [] : [SizesOf(), new Paragraph(SizeNote())]),
            new("texts", "Texts of both models", Texts is null ? [] : [new Paragraph(TextNote), Texts]),
            _sections.Settings,
            new("run", "This run", [new FactList([.. Facts()])]),
        ],
    };

    private static string Bytes(double bytes) => Quantities.Bytes((long)bytes);

    private IEnumerable<Headline> Headlines()
    {
        foreach (Headline headline in _sections.Headlines)
        {
            yield return headline;
        }

        (ModelTotals dense, ModelTotals pruned) = (result.Dense, result.Pruned);
        yield return Change("Size on disk", dense.Bytes, pruned.Bytes, Bytes);
        yield return Change("Cache per token", dense.KvCacheBytesPerToken, pruned.KvCacheBytesPerToken, Bytes);
        yield return Change(
            "Multiply-adds per token", dense.MultiplyAddsPerToken, pruned.MultiplyAddsPerToken, Quantities.Count);
    }

    private static Headline Change(string name, double before, double after, Func<double, string> format) =>
        new(name, format(after), $"from {format(before)}, {Quantities.Gone(before, after)} gone");

    private ChangeTable SizesOf()
    {
        (ModelTotals dense, ModelTotals pruned) = (result.Dense, result.Pruned);
        List<ChangedSize> rows =
        [
            new("Sublayers", dense.Sublayers, pruned.Sublayers, Quantities.Count),
            new("Parameters", dense.Parameters, pruned.Parameters, Quantities.Count),
            new(result.Output is null ? "Bytes on disk (estimate)" : "Bytes on disk", dense.Bytes, pruned.Bytes, Bytes),
            new(
                "Multiply-adds per token",
                dense.MultiplyAddsPerToken,
                pruned.MultiplyAddsPerToken,
                Quantities.Count),
            new("Key-value cache per token", dense.KvCacheBytesPerToken, pruned.KvCacheBytesPerToken, Bytes),
        ];
        if (_plan.Latencies is { } times)
        {
            string[] removed = [.. _plan.Removed.Select(removal => removal.Sublayer)];
            rows.Add(new(
                "Time of a token (estimate)",
                times.DecodeMillisecondsWithout([]),
                times.DecodeMillisecondsWithout(removed),
                Quantities.Milliseconds));
            rows.Add(new(
                "Time of a sample (estimate)",
                times.PrefillMillisecondsWithout([]),
                times.PrefillMillisecondsWithout(removed),
                Quantities.Milliseconds));
        }

        return new ChangeTable("Sizes of both models", rows);
    }

    private string SizeNote() => FormattableString.Invariant(
        $"Multiply-adds are those of a token whose attention reads {result.SampleLength} tokens. ")
        + (_plan.Latencies is null
            ? "Speed was not measured; finercut bench does that."
            : "Times are sums of what the search measured for each part.");

    private IEnumerable<Fact> Facts()
    {
        yield return new Fact("Written to", result.Output ?? "nowhere");
        if (result.Verification is { } verification)
        {
            yield return new Fact("Verified", FormattableString.Invariant(
                $"{verification.Samples} samples from disk, largest logit difference ")
                + FormattableString.Invariant(
                    $"{verification.LargestDifference:0.0e+0} (allowed {verification.Tolerance:0.0e+0})"));
        }

        yield return new Fact("Time", Quantities.Duration(result.Elapsed));
        yield return new Fact("Peak memory", Quantities.Bytes(result.PeakMemoryBytes));
    }
}
