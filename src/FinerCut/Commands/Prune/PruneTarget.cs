using FinerCut.Folders;
using FinerCut.Plans;

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
            { Output: { } output } => output,
            { Until: not null } => PlanFile.DefaultTarget(source),
            _ => DefaultFolder(options, source, count),
        });

    /// <summary>Decides and, for a plan alone, checks.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="source">The model.</param>
    /// <param name="count">Number of sublayers, where that is the budget.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The target cannot be written.</exception>
    public static PruneTarget ResolveTarget(PruneOptions options, ModelFolder source, int count) => options switch
    {
        { DryRun: true } => new(null, null, false),
        { Until: not null } =>
            new(null, PlanFile.Check(options.Output ?? PlanFile.DefaultTarget(source), options.Force), options.Force),
        _ => new(options.Output ?? DefaultFolder(options, source, count), null, options.Force),
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
        { Saving: { } saving } => TargetName.For(
            source, $"pruned-{saving.UnitName}-{saving.Text.Replace("%", "pct", StringComparison.Ordinal)}"),
        { MaxDistance: { } largest } => TargetName.ForDistance(source, largest),
        _ => TargetName.For(source, options.Ratio, count),
    };
}
