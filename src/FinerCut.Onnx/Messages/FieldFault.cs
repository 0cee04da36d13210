using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Makes the error for a file whose bytes are no fields.</summary>
/// <param name="message">The message that holds the bytes.</param>
/// <param name="offset">First byte of what is wrong, from the start of the source.</param>
/// <param name="finding">What is wrong, without a capital letter at the start and without a full stop at the
/// end.</param>
/// <returns>The error, not thrown yet.</returns>
public delegate DiagnosticException FieldFault(ByteRange message, long offset, string finding);
