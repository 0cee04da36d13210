using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using FinerCut.Evaluation.Caches;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Tasks;

namespace FinerCut.Commands.Eval;

/// <summary>Keeps what models on disk made of texts and tasks; not what a comparison needs of the dense one, which are
/// hundreds of megabytes of logits.</summary>
/// <param name="folder">Where to keep results; null to measure everything.</param>
/// <param name="run">Told how much of the model's files was read.</param>
internal sealed class EvalCache(string? folder, RunContext run)
{
    private readonly ResultCache? _cache = folder is null ? null : new(Path.GetFullPath(folder), run.Observer.Warned);
    private readonly Dictionary<EvalSubject, IReadOnlyList<string>> _hashes = [];

    /// <summary>The losses of a text's tokens.</summary>
    /// <param name="target">The model.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="measure">Measures, shape <c>[windows][predictions]</c>.</param>
    public double[][] Losses(EvalTarget target, IReadOnlyList<TextWindow> windows, Func<double[][]> measure) =>
        GetOrMeasure(
            target,
            "losses",
            windows.Select(window => (window.Ids, window.First)),
            kept => kept.Length == windows.Count
                && kept.Zip(windows).All(pair => pair.First?.Length == pair.Second.Predictions),
            measure);

    /// <summary>The scores of a task's choices.</summary>
    /// <param name="target">The model.</param>
    /// <param name="items">The choices of each item.</param>
    /// <param name="measure">Measures, shape <c>[items][choices]</c>.</param>
    public ChoiceScore[][] Scores(
        EvalTarget target, IReadOnlyList<IReadOnlyList<EncodedChoice>> items, Func<ChoiceScore[][]> measure) =>
        GetOrMeasure(
            target,
            "choices",
            items.SelectMany(choices => choices.Select(choice => (choice.Ids, choice.First)).Append(([], 0))),
            kept => kept.Length == items.Count && kept.Zip(items).All(pair => pair.First?.Length == pair.Second.Count),
            measure);

    private static string HashOf(IEnumerable<(int[] Ids, int First)> pieces)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach ((int[] ids, int first) in pieces)
        {
            foreach (int number in (int[])[ids.Length, first, .. ids])
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private T GetOrMeasure<T>(
        EvalTarget target,
        string subject,
        IEnumerable<(int[] Ids, int First)> pieces,
        Func<T, bool> fits,
        Func<T> measure)
        where T : class
    {
        if (_cache is null || target.Gone.Count > 0)
        {
            return measure();
        }

        SessionFactory sessions = target.Subject.Sessions;
        return _cache.GetOrMeasure(
            new ResultKey(
                $"{typeof(EvalCache).Module.ModuleVersionId} {RuntimeEnvironment.Instance.GetVersionString()}",
                string.Create(
                    CultureInfo.InvariantCulture, $"{(sessions.IsCpu ? "cpu" : "cuda")}, {sessions.Threads} threads"),
                HashesOf(target.Subject),
                subject,
                HashOf(pieces)),
            fits,
            measure);
    }

    private IReadOnlyList<string> HashesOf(EvalSubject subject)
    {
        if (!_hashes.TryGetValue(subject, out IReadOnlyList<string>? hashes))
        {
            IReadOnlyList<PlanSourceFile> files = SourceFileList.Read(
                subject.Source.Folder, subject.Source.Files, progress: null, run.Cancellation);
            hashes = [.. files.Select(file => file.Sha256)];
            _hashes[subject] = hashes;
        }

        return hashes;
    }
}
