using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Prune;

/// <summary>What a run writes: a folder, a plan alone, or nothing.</summary>
internal sealed class PruneTarget
{
    private readonly string? _folder;
    private readonly string? _plan;
    private readonly bool _force;

    private PruneTarget(string? folder, string? plan, bool force) => (_folder, _plan, _force) = (folder, plan, force);

    /// <summary>Full path of what is written, or would be.</summary>
    /// <inheritdoc cref="ResolveTarget"/>
    public static string PathFor(
        PruneOptions options, ModelFolder source, int count) => TargetFolder.FullPath(options switch
        {
            { Output.Path: { } path } => path,
            { Budget: OrderBudget } => PlanFile.DefaultTarget(source),
            _ => DefaultFolder(options, source, count),
        });

    /// <summary>Decides and, for a plan alone, checks.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="source">The model.</param>
    /// <param name="count">Number of sublayers, where that is the budget.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The target cannot be written.</exception>
    public static PruneTarget ResolveTarget(PruneOptions options, ModelFolder source, int count) => options switch
    {
        { Output.DryRun: true } => new(null, null, false),
        { Budget: OrderBudget } =>
            new(
                null,
                PlanFile.Check(options.Output.Path ?? PlanFile.DefaultTarget(source), options.Output.Force),
                options.Output.Force),
        _ => new(options.Output.Path ?? DefaultFolder(options, source, count), null, options.Output.Force),
    };

    /// <summary>Opens the folder; null where none is written.</summary>
    public OutputFolder? OpenFolder(ModelFolder source) =>
        _folder is null ? null : OutputFolder.Create(_folder, source, _force);

    /// <summary>Writes the plan; null where it is not written alone.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="check">Throws where the plan must not be written.</param>
    /// <returns>Full path of the file.</returns>
    public string? WritePlan(PruningPlan plan, Action check)
    {
        if (_plan is not null)
        {
            check();
            PlanFile.Write(plan, _plan, _force);
        }

        return _plan;
    }

    private static string DefaultFolder(PruneOptions options, ModelFolder source, int count) => options switch
    {
        { Budget: SavingBudget saving } => TargetName.For(
            source, $"pruned-{saving.UnitName}-{saving.Text.Replace("%", "pct", StringComparison.Ordinal)}"),
        { Budget: DistanceBudget distance } => TargetName.ForDistance(source, distance.Largest),
        _ => TargetName.For(source, (options.Budget as RatioBudget)?.Ratio, count),
    };
}
