using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>The stream before every stage, for every row, in the model as pruned so far.</summary>
/// <param name="decoder">The dense model.</param>
/// <param name="rows">The calibration set.</param>
/// <param name="store">Where the streams are kept; now owned.</param>
/// <param name="work">Counts what is done.</param>
internal sealed class StreamStates(SegmentedDecoder decoder, IReadOnlyList<Row> rows, IStreamStore store, WorkMeter work) : IDisposable
{
    /// <summary>The stream of a row before a stage, after the last one for the number of stages; valid until <see cref="Trim"/>.</summary>
    public OrtValue At(int stage, int row) => store.At(stage, row);

    /// <inheritdoc cref="IStreamStore.Trim"/>
    public void Trim(int stage) => store.Trim(stage);

    /// <summary>Computes all states of some rows from a stage on; those at the end are valid until <see cref="Trim"/>.</summary>
    public void Update(IReadOnlyList<int> some, int firstStage, IReadOnlySet<SublayerName> removed)
    {
        foreach (Stage stage in decoder.Stages.Skip(firstStage))
        {
            foreach (int row in some)
            {
                store.Keep(stage.Index + 1, row, decoder.Run(stage, removed, store.At(stage.Index, row), rows[row]));
                work.AddStage(stage, removed, rows[row].Length);
            }

            store.Trim(stage.Index + 1);
            decoder.Leave(stage);
        }
    }

    public void Dispose() => store.Dispose();
}
