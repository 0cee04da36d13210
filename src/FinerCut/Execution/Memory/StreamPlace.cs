using FinerCut.Execution.Values;

namespace FinerCut.Execution.Memory;

/// <summary>Room for a stream.</summary>
/// <param name="Capacity">Bytes.</param>
/// <param name="Room">The room itself; null where it is in a file.</param>
/// <param name="Offset">Where it begins in the file.</param>
internal sealed record StreamPlace(int Capacity, IValueRoom? Room, long Offset);
