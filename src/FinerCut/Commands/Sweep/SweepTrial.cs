using FinerCut.Calibration;
using FinerCut.Commands.Apply;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Evaluation.Texts;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;

namespace FinerCut.Commands.Sweep;

/// <summary>Measures what the parts of an order are worth, and writes the model of the one that is picked.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="run">Who is told.</param>
internal sealed class SweepTrial(SweepOptions options, RunContext run) : IOrderTrial, IDisposable
{
    private readonly EvaluationOptions _evaluation = new()
    {
        Texts = options.Texts,
        IsAskedFor = options.Pick?.NeedsPerplexity ?? false,
    };

    private Func<IReadOnlyList<HeldOutText>> _texts = () => [];
    private OutputFolder? _output;

    /// <summary>What was found of each ratio.</summary>
    public IReadOnlyList<SweepPoint> Points { get; private set; } = [];

    /// <summary>The ratio that was picked.</summary>
    public SweepPoint? Picked { get; private set; }

    /// <summary>The model that was written of it.</summary>
    public PruneResult? Written { get; private set; }

    /// <summary>Why none was picked.</summary>
    public DiagnosticException? Failure { get; private set; }

    /// <inheritdoc/>
    public void Prepare(SourceModel source, TokenSource tokens)
    {
        _texts = HeldOutTexts.Prepare(_evaluation, source, tokens, run.Observer.Warned);
        if (options is { Pick: { } pick, Output.DryRun: false })
        {
            _output = OutputFolder.Create(
                options.Output.Path ?? TargetName.For(source.Folder, $"pruned-{pick.Name}"),
                source.Folder,
                options.Output.Force);
        }
    }

    /// <inheritdoc/>
    public PruningPlan Try(FoundOrder order)
    {
        Points = Measure(order);
        PruningPlan plan = Points[^1].Perplexities is { Count: > 0 } whole
            ? order.Plan with { Perplexities = whole }
            : order.Plan;
        if (options.Pick is { } pick)
        {
            Picked = pick.Pick(Points, order.Source.Dense);
            Failure = Picked is null ? pick.Explain(Points, order.Source.Dense) : null;
            Written = Picked is not null && _output is not null ? Write(order, Picked, _output) : null;
        }

        return plan;
    }

    /// <summary>Deletes what is left unfinished.</summary>
    public void Dispose() => _output?.Dispose();

    private IReadOnlyList<SweepPoint> Measure(FoundOrder order)
    {
        SourceModel source = order.Source;
        IReadOnlyList<(double Ratio, int Count)> parts = RatioChoice.Choose(
            options.Ratios.Values, source.Names.Count, order.Plan.Removed.Count, run.Observer.Warned);
        List<HashSet<SublayerName>> removals = [.. parts.Select(part => order.Plan.Removed.Take(part.Count)
            .Select(removal => SublayerName.Parse(removal.Sublayer)).ToHashSet())];
        IReadOnlyList<IReadOnlyList<PlanPerplexity>>? perplexities =
            new PerplexityCheck(source, order.Decoder, _evaluation, run).MeasureEach(removals, _texts);
        return [.. parts.Select((part, index) => new SweepPoint
        {
            Ratio = part.Ratio,
            Count = part.Count,
            Distance = order.Plan.Removed[part.Count - 1].Distance,
            Totals = TotalsCounter.Without(source.Dense, source.Map, removals[index], source.SampleLength),
            Perplexities = perplexities?[index] ?? [],
        })];
    }

    private PruneResult Write(FoundOrder order, SweepPoint point, OutputFolder output)
    {
        output.EnsureSpace(point.Totals.Bytes);
        PruningPlan part = PlanPrefix.CutPlan(order.Plan, new ApplyOptions
        {
            Plan = PruningPlan.FileName,
            Model = options.Model,
            Budget = new RatioBudget(point.Ratio),
        });
        return new PlanExecution(order.Source, order.Decoder, order.Sessions, run)
        {
            SourceFiles = order.SourceFiles,
            Evaluation = _evaluation,
            Perplexities = point.Perplexities is { Count: > 0 } known ? known : null,
        }.ExecutePlan(part, output, order.VerificationSamples, () => []);
    }
}
