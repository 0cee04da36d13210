using FinerCut.Calibration;
using FinerCut.Commands.Apply;
using FinerCut.Decoders;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Commands.Eval;

/// <summary>All models of a run.</summary>
internal sealed class EvalLineup : IDisposable
{
    private readonly List<EvalSubject> _subjects = [];
    private readonly List<EvalTarget> _plans = [];

    private EvalLineup()
    {
    }

    /// <summary>The model that was named.</summary>
    public required EvalTarget Main { get; init; }

    /// <summary>The dense model beside it; null where that is <see cref="Main"/>, or there is none.</summary>
    public EvalTarget? Dense { get; private set; }

    /// <summary>The plans.</summary>
    public IReadOnlyList<EvalTarget> Plans => _plans;

    /// <summary>What others are compared with; null where a model stands alone.</summary>
    public EvalTarget? Reference => Dense ?? (_plans.Count > 0 ? Main : null);

    /// <summary>All that are compared with the reference.</summary>
    public IEnumerable<EvalTarget> Compared => (Dense is null ? [] : new[] { Main }).Concat(_plans);

    /// <summary>All models and plans.</summary>
    public IEnumerable<EvalTarget> All => new[] { Dense, Main }.OfType<EvalTarget>().Concat(_plans);

    /// <summary>Opens the models, and reads the plans.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="sessions">Opens their parts.</param>
    /// <param name="run">Told how much of the dense model's files was read.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A model cannot be evaluated, a plan is none or one of
    /// another model, or the models have different tokenizers (FC7011).</exception>
    public static EvalLineup Open(EvalOptions options, Func<SessionFactory> sessions, RunContext run)
    {
        IReadOnlyList<(string Path, PruningPlan Plan)> plans =
            [.. options.Plans.Select(path => (path, PlanFile.Read(path)))];
        foreach ((string path, _) in plans.Where(plan => plan.Plan.Healing is { Weights.Count: > 0 }))
        {
            run.Observer.Warned(EvalErrors.WithoutHealing(path));
        }

        EvalSubject main = EvalSubject.Open(options.Model, sessions, options.MemoryBytes);
        EvalLineup lineup = new() { Main = TargetOf(main) };
        lineup._subjects.Add(main);
        try
        {
            if (options.Against is { } against)
            {
                EvalSubject dense = EvalSubject.Open(against, sessions, options.MemoryBytes);
                lineup._subjects.Add(dense);
                lineup.Dense = TargetOf(dense);
                EnsureSameTokens(main, dense);
            }

            lineup._plans.AddRange(plans.Select(plan => lineup.TargetOf(plan.Path, plan.Plan, run)));
            return lineup;
        }
        catch
        {
            lineup.Dispose();
            throw;
        }
    }

    /// <summary>Does something that reads the models' files; where that fails and a file has changed, the change is
    /// what is told.</summary>
    /// <param name="action">What to do.</param>
    public T Guard<T>(Func<T> action)
    {
        T result = _subjects.Aggregate(action, (inner, subject) => () => subject.Source.Watch.Guard(inner))();
        _subjects.ForEach(subject => subject.Source.Watch.Check());
        return result;
    }

    /// <summary>Closes the models.</summary>
    public void Dispose() => _subjects.ForEach(subject => subject.Dispose());

    private static EvalTarget TargetOf(EvalSubject subject) => new(subject.Source.Folder.GraphPath, subject, []);

    private EvalTarget TargetOf(string path, PruningPlan plan, RunContext run)
    {
        EvalSubject dense = (Dense ?? Main).Subject;
        PlanOrigin.Check(plan, path, dense.Source, run);
        EvalTarget target = new(
            path, dense, [.. plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))]);
        dense.Source.Map.EnsureRemovable(target.Removed);
        return target;
    }

    private static void EnsureSameTokens(EvalSubject main, EvalSubject dense)
    {
        string text = EvaluationText.Read();
        if (Tokens(main) is { } ids && Tokens(dense) is { } denseIds && !ids.SequenceEqual(denseIds))
        {
            throw EvalErrors.OtherTokenizer(main.Source.Folder.GraphPath, dense.Source.Folder.GraphPath);
        }

        IReadOnlyList<int>? Tokens(EvalSubject subject)
        {
            TokenSource tokens = new(new CalibrationOptions(), subject.Source.Folder, subject.Limits);
            return tokens.FindObstacle() is null ? tokens.Encode(text) : null;
        }
    }
}
