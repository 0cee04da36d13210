using FinerCut.Decoders;
using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>The stream before every stage, for every row, in the model as pruned so far.</summary>
internal sealed class StreamStates : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly IReadOnlyList<Row> _rows;
    private readonly WorkMeter _work;
    private readonly OrtValue[][] _states;

    public StreamStates(SegmentedDecoder decoder, IReadOnlyList<Row> rows, WorkMeter work)
    {
        (_decoder, _rows, _work) = (decoder, rows, work);
        _states = [.. rows.Select(row => Enumerable.Repeat(row.Start, decoder.Stages.Count + 1).ToArray())];
    }

    /// <summary>The stream of a row before a stage; after the last one for the number of stages.</summary>
    public OrtValue At(int stage, int row) => _states[row][stage];

    /// <summary>Computes all states of a row from a stage on.</summary>
    public void Update(int row, int firstStage, IReadOnlySet<SublayerName> removed)
    {
        OrtValue[] states = _states[row];
        HashSet<OrtValue> old = [.. states[(firstStage + 1)..]];
        foreach (Stage stage in _decoder.Stages.Skip(firstStage))
        {
            states[stage.Index + 1] = _decoder.Run(stage, removed, states[stage.Index], _rows[row]);
            _work.AddStage(stage, removed, _rows[row].Length);
        }

        foreach (OrtValue value in old.Except(states).Where(value => value != _rows[row].Start))
        {
            value.Dispose();
        }
    }

    public void Dispose()
    {
        for (int row = 0; row < _rows.Count; row++)
        {
            foreach (OrtValue value in _states[row].Distinct().Where(value => value != _rows[row].Start))
            {
                value.Dispose();
            }
        }
    }
}
