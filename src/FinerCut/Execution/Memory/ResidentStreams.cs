using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps all streams in memory, in places that are made beforehand: values kept as the runtime returns them would lie scattered among
/// what it has long given back.</summary>
internal sealed class ResidentStreams : IStreamStore
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly Dictionary<(int Stage, int Row), (OrtValue Current, OrtValue Spare)> _places = [];

    /// <param name="rows">Their starts belong to the rows, and tell what streams mostly look like.</param>
    /// <param name="stages">The stages that streams are kept for; without the first, whose streams are those starts.</param>
    public ResidentStreams(IReadOnlyList<Row> rows, IReadOnlyList<int> stages)
    {
        _rows = rows;
        foreach ((int row, int stage) in rows.Index().SelectMany(row => stages.Select(stage => (row.Index, stage))))
        {
            _places[(stage, row)] = (Like(rows[row].Start), Like(rows[row].Start));
        }
    }

    /// <inheritdoc/>
    public OrtValue At(int stage, int row) => stage == 0 ? _rows[row].Start : _places[(stage, row)].Current;

    /// <inheritdoc/>
    public void Keep(int stage, int row, OrtValue value)
    {
        (OrtValue current, OrtValue spare) = _places[(stage, row)];
        _places[(stage, row)] = (Copy(value, current), spare);
    }

    /// <inheritdoc/>
    public void KeepSpare(int stage, int row, OrtValue value)
    {
        (OrtValue current, OrtValue spare) = _places[(stage, row)];
        _places[(stage, row)] = (current, Copy(value, spare));
    }

    /// <inheritdoc/>
    public void TakeSpare(int stage, int row)
    {
        (OrtValue current, OrtValue spare) = _places[(stage, row)];
        _places[(stage, row)] = (spare, current);
    }

    /// <inheritdoc/>
    public void Trim()
    {
    }

    public void Dispose()
    {
        foreach ((OrtValue current, OrtValue spare) in _places.Values)
        {
            current.Dispose();
            spare.Dispose();
        }
    }

    private static OrtValue Like(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        return OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape);
    }

    /// <returns>The place, or a new one where a model casts or reshapes its stream on the way.</returns>
    private static OrtValue Copy(OrtValue value, OrtValue place)
    {
        OrtTensorTypeAndShapeInfo found = place.GetTensorTypeAndShape();
        OrtTensorTypeAndShapeInfo wanted = value.GetTensorTypeAndShape();
        if (found.ElementDataType != wanted.ElementDataType || !found.Shape.SequenceEqual(wanted.Shape))
        {
            place.Dispose();
            place = Like(value);
        }

        value.GetTensorDataAsSpan<byte>().CopyTo(place.GetTensorMutableRawData());
        return place;
    }
}
