using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Search.Evaluation;

/// <summary>Counts work by multiply-adds, in units of one dense forward pass over the calibration set.</summary>
internal sealed class WorkMeter
{
    private readonly IReadOnlyList<int> _sampleLengths;
    private readonly double _headOfToken;
    private readonly double _densePass;
    private double _done;

    /// <param name="map">The dense model.</param>
    /// <param name="sampleLengths">Tokens in each sample.</param>
    public WorkMeter(DecoderMap map, IReadOnlyList<int> sampleLengths)
    {
        _sampleLengths = sampleLengths;
        _headOfToken = map.HeadMultiplyAdds;
        _densePass = sampleLengths.Sum(length =>
            length * (_headOfToken + map.Sublayers.Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(length))));
    }

    public double ForwardEquivalents => _done / _densePass;

    /// <summary>All work so far.</summary>
    public double MultiplyAdds => _done;

    /// <summary>Adds the work of a search that this one continues.</summary>
    public void Restore(double multiplyAdds) => _done += multiplyAdds;

    /// <summary>A sample went through a segment.</summary>
    public void AddSegment(Segment segment, IReadOnlySet<SublayerName> removed, int sampleLength) =>
        _done += CostOf(segment, removed, sampleLength);

    /// <summary>A sample went through the head.</summary>
    public void AddHead(int sampleLength) => _done += _headOfToken * sampleLength;

    /// <summary>The head was asked for unit vectors, and for the products of what it answered.</summary>
    /// <param name="width">How many.</param>
    public void AddMap(int width) => _done += _headOfToken * width * 1.5;

    /// <summary>A sample's final states were turned into vectors.</summary>
    /// <param name="width">Their length.</param>
    /// <param name="sampleLength">Tokens in the sample.</param>
    public void AddProjection(int width, int sampleLength) => _done += (double)sampleLength * width * width / 2;

    /// <summary>What the way of all samples from a segment to the logits costs, in forward equivalents.</summary>
    public double CostFrom(IReadOnlyList<Segment> segments, IReadOnlySet<SublayerName> removed) =>
        _sampleLengths.Sum(
            length => (_headOfToken * length) + segments.Sum(segment => CostOf(segment, removed, length))) / _densePass;

    private static double CostOf(Segment segment, IReadOnlySet<SublayerName> removed, int sampleLength) =>
        segment.Sublayers
        .Where(sublayer => !removed.Contains(sublayer.Name))
        .Sum(sublayer => (double)sampleLength * sublayer.MultiplyAddsPerToken(sampleLength));
}
