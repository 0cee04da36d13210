using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Values;

/// <summary>An output of a session, and where its value goes.</summary>
/// <param name="Name">The name of the output.</param>
/// <param name="Place">The memory.</param>
internal sealed record OutputPlace(string Name, OrtMemoryInfo Place);
