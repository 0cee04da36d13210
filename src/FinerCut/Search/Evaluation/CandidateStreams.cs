using FinerCut.Decoders;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search.Evaluation;

/// <summary>For samples that were run without a candidate, the stream before the segments of sublayers that were likely
/// to go then. As long as nothing before it goes, the same tokens come out the same up to there: the candidate can
/// start there in later steps.</summary>
/// <param name="scratch">Where to put the streams; null to keep them in memory.</param>
/// <param name="memory">The memory that they come from.</param>
/// <param name="most">Streams that a sample keeps of one candidate at most.</param>
internal sealed class CandidateStreams(ScratchFile? scratch, IValueMemory memory, int most)
{
    private readonly StreamPool _pool = new(scratch, memory);
    private readonly Dictionary<(SublayerName Candidate, int Sample),
        (int Tokens, SortedDictionary<int, PooledStream> Streams)> _known = [];

    /// <summary>The last segment that a candidate has come to, and the stream before it; null where these tokens of the
    /// sample were not run, or something has gone since.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sample">0-based index.</param>
    /// <param name="tokens">How many of its tokens: those of fewer or more differ by rounding.</param>
    public (int Segment, PooledStream Stream)? FindLast(SublayerName candidate, int sample, int tokens)
    {
        if (!_known.TryGetValue(
            (candidate, sample), out (int Tokens, SortedDictionary<int, PooledStream> Streams) known)
            || known.Tokens != tokens)
        {
            return null;
        }

        (int segment, PooledStream stream) = known.Streams.Last();
        return (segment, stream);
    }

    /// <summary>Reads a stream.</summary>
    /// <returns>A new value; the caller disposes it.</returns>
    public OrtValue Read(PooledStream stream) => _pool.Read(stream);

    /// <summary>Copies the stream of a candidate; those of other tokens of the sample go, and the earliest of too
    /// many.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sample">0-based index.</param>
    /// <param name="tokens">How many of its tokens the stream has.</param>
    /// <param name="segment">The segment that it enters.</param>
    /// <param name="stream">The stream.</param>
    public void Keep(SublayerName candidate, int sample, int tokens, int segment, OrtValue stream)
    {
        SortedDictionary<int, PooledStream> streams = StreamsOf(candidate, sample, tokens);
        if (streams.TryGetValue(segment, out PooledStream? former))
        {
            _pool.Free(former);
        }

        streams[segment] = _pool.Keep(stream);
        if (streams.Count > most)
        {
            // The latest saves most.
            int earliest = streams.Keys.First();
            _pool.Free(streams[earliest]);
            streams.Remove(earliest);
        }
    }

    /// <summary>A candidate goes for good.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="segment">Its segment: streams after it count no more.</param>
    public void Remove(SublayerName candidate, int segment)
    {
        foreach ((
            (SublayerName Candidate, int) key, (_, SortedDictionary<int, PooledStream> streams)) in _known.ToList())
        {
            foreach (int passed in streams.Keys
                .Where(passed => key.Candidate == candidate || passed > segment).ToList())
            {
                _pool.Free(streams[passed]);
                streams.Remove(passed);
            }

            if (streams.Count == 0)
            {
                _known.Remove(key);
            }
        }
    }

    private SortedDictionary<int, PooledStream> StreamsOf(SublayerName candidate, int sample, int tokens)
    {
        if (!_known.TryGetValue(
            (candidate, sample),
            out (int Tokens, SortedDictionary<int, PooledStream> Streams) known) || known.Tokens != tokens)
        {
            known.Streams?.Values.ToList().ForEach(_pool.Free);
            _known[(candidate, sample)] = known = (tokens, []);
        }

        return known.Streams;
    }
}
