using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Search;

/// <summary>Counts work by multiply-adds, in units of one dense forward pass over the calibration set.</summary>
internal sealed class WorkMeter
{
    private readonly int _rowLength;
    private readonly double _head;
    private readonly double _densePass;
    private double _done;

    public WorkMeter(DecoderMap map, int rows, int rowLength)
    {
        _rowLength = rowLength;
        _head = map.HeadMultiplyAdds;
        _densePass = rows * (_head + map.Sublayers.Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(rowLength)));
    }

    public double ForwardEquivalents => _done / _densePass;

    /// <summary>A row went through a stage.</summary>
    public void AddStage(Stage stage, IReadOnlySet<SublayerName> removed) => _done += CostOf(stage, removed);

    /// <summary>A row went through the head.</summary>
    public void AddHead() => _done += _head;

    /// <summary>The head was asked for unit vectors and the products of its weights.</summary>
    /// <param name="width">How many.</param>
    public void AddMap(int width) => _done += _head / _rowLength * width * 1.5;

    /// <summary>A row's final states were turned into vectors.</summary>
    /// <param name="width">Their length.</param>
    public void AddProjection(int width) => _done += (double)width * width / 2;

    /// <summary>What a row's way from a stage to the logits costs, in forward equivalents of the whole set.</summary>
    public double CostFrom(IEnumerable<Stage> stages, IReadOnlySet<SublayerName> removed) =>
        (_head + stages.Sum(stage => CostOf(stage, removed))) / _densePass;

    private double CostOf(Stage stage, IReadOnlySet<SublayerName> removed) => stage.Sublayers
        .Where(sublayer => !removed.Contains(sublayer.Name))
        .Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(_rowLength));
}
