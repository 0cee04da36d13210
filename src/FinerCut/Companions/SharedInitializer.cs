using FinerCut.Configurations;
using FinerCut.Onnx.Files;

namespace FinerCut.Companions;

/// <summary>An entry of <c>shared_initializers</c> in genai_config.json: a weight that the client maps once for several
/// graphs.</summary>
/// <param name="Section">The part of the model that has it, such as <c>decoder</c> or <c>mtp</c>.</param>
/// <param name="Name">The initializer's name.</param>
/// <param name="Range">Its bytes; null where the entry does not tell them, or tells a file that is not there.</param>
/// <param name="Entry">Where it stands in the file.</param>
internal sealed record SharedInitializer(string Section, string Name, DataRange? Range, JsonSpan Entry);
