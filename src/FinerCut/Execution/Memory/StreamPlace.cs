namespace FinerCut.Execution.Memory;

/// <summary>Room for a stream.</summary>
/// <param name="Capacity">Bytes.</param>
/// <param name="Bytes">The room itself; null where it is in a file.</param>
/// <param name="Offset">Where it begins in the file.</param>
internal sealed record StreamPlace(int Capacity, byte[]? Bytes, long Offset);
