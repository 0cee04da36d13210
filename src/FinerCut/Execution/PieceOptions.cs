namespace FinerCut.Execution;

/// <summary>How the runtime treats the weights of a piece of a model.</summary>
/// <param name="IsPacked">Whether they are laid out anew: needed for speed with packed weights, twice the memory with floats.</param>
/// <param name="HasTransposed">Whether some are transposed before they are used. The runtime would do that once and keep the copy; left alone,
/// it lets the product read them as they are.</param>
internal sealed record PieceOptions(bool IsPacked, bool HasTransposed);
