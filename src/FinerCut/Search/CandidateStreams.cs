using FinerCut.Decoders;
using FinerCut.Execution.Memory;
using FinerCut.Search.Checkpoints;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>For samples that were run without a candidate, the stream before the stage of the sublayer that was likely to go then. As long as
/// nothing before it goes, the same tokens come out the same up to there: the candidate can start there in later steps.</summary>
/// <param name="scratch">Where to put the streams; null to keep them in memory.</param>
internal sealed class CandidateStreams(ScratchFile? scratch)
{
    private readonly StreamPool _pool = new(scratch);
    private readonly Dictionary<(SublayerName Candidate, int Sample), (PassedStage Passed, PooledStream? Stream)> _known = [];

    /// <summary>How far candidates have come, for a search that goes on without their streams.</summary>
    public IReadOnlyList<PassedStage> Passed => [.. _known.Values.Select(known => known.Passed)];

    /// <summary>Knows how far candidates came in an earlier search.</summary>
    public void Restore(IEnumerable<PassedStage> passed)
    {
        foreach (PassedStage each in passed)
        {
            _known[(SublayerName.Parse(each.Candidate), each.Sample)] = (each, null);
        }
    }

    /// <summary>The stage that a candidate has come to; null where these tokens of the sample were not run, or something has gone since.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sample">0-based index.</param>
    /// <param name="tokens">How many of its tokens: those of fewer or more differ by rounding.</param>
    public int? StageOf(SublayerName candidate, int sample, int tokens) =>
        _known.TryGetValue((candidate, sample), out (PassedStage Passed, PooledStream?) known) && known.Passed.Tokens == tokens ? known.Passed.Stage : null;

    /// <summary>The stream before that stage, if there is one.</summary>
    public PooledStream? StreamOf(SublayerName candidate, int sample) => _known[(candidate, sample)].Stream;

    /// <summary>Reads it.</summary>
    /// <returns>A new value; the caller disposes it.</returns>
    public OrtValue Read(PooledStream stream) => _pool.Read(stream);

    /// <summary>Copies the stream of a candidate, in place of the one before.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sample">0-based index.</param>
    /// <param name="tokens">How many of its tokens the stream has.</param>
    /// <param name="stage">The stage that it enters.</param>
    /// <param name="stream">The stream.</param>
    public void Keep(SublayerName candidate, int sample, int tokens, int stage, OrtValue stream)
    {
        Forget((candidate, sample));
        _known[(candidate, sample)] = (new PassedStage(candidate.ToString(), sample, tokens, stage), _pool.Keep(stream));
    }

    /// <summary>A candidate goes for good.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="stage">Its stage: streams after it count no more.</param>
    public void Remove(SublayerName candidate, int stage) => _known
        .Where(known => known.Key.Candidate == candidate || known.Value.Passed.Stage > stage)
        .Select(known => known.Key)
        .ToList()
        .ForEach(Forget);

    private void Forget((SublayerName, int) key)
    {
        if (_known.Remove(key, out (PassedStage, PooledStream? Stream) known) && known.Stream is not null)
        {
            _pool.Free(known.Stream);
        }
    }
}
