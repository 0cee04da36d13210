using System.Text.Json;

namespace FinerCut.Search.Resume;

/// <summary>The members of the file, in their order.</summary>
/// <param name="Format">Version of the format.</param>
/// <param name="Sha256">Hash of inputs and state.</param>
/// <param name="Inputs">What the search was asked.</param>
/// <param name="State">What it knows.</param>
internal sealed record SavedSearchFile(int Format, string Sha256, JsonElement Inputs, JsonElement State);
