using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FinerCut.Plans;
using FinerCut.Texts;

namespace FinerCut.Search.Resume;

/// <summary>A search as it is kept in a file: its inputs and its state, with a hash over both.</summary>
/// <param name="Inputs">Compared as they are, so that another version's differ by name and not by form.</param>
/// <param name="State">A <see cref="SearchState"/>.</param>
internal sealed record SavedSearch(JsonElement Inputs, JsonElement State)
{
    /// <summary>The version of the format that this code writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 2;

    private static readonly JsonSerializerOptions Options = new(PlanJson.Options)
    {
        WriteIndented = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The inputs as they are kept.</summary>
    public static JsonElement ElementOf(SearchInputs inputs) => JsonSerializer.SerializeToElement(inputs, Options);

    /// <summary>Writes a search; every number reads back as the same one.</summary>
    /// <returns>One line of JSON.</returns>
    public static byte[] Write(JsonElement inputs, SearchState state)
    {
        JsonElement element = JsonSerializer.SerializeToElement(state, Options);
        return JsonSerializer.SerializeToUtf8Bytes(
            new SavedSearchFile(CurrentFormat, HashOf(inputs, element), inputs, element), Options);
    }

    /// <summary>Reads a search.</summary>
    /// <param name="json">The content of the file.</param>
    /// <param name="fault">What is wrong with it: the end of a sentence after the file's name. Null where nothing
    /// is.</param>
    /// <returns>Null where something is wrong.</returns>
    public static SavedSearch? Read(byte[] json, out string? fault)
    {
        fault = null;
        try
        {
            SavedSearchFile? file =
                JsonSerializer.Deserialize<SavedSearchFile>(json.AsSpan(ByteOrderMark.LengthAt(json)), Options);
            fault = file is null ? "is damaged: it holds nothing."
                : file.Format != CurrentFormat
                ? $"has the format {file.Format}, and this finercut reads {CurrentFormat}."
                : file.Sha256 != HashOf(file.Inputs, file.State)
                    ? "is damaged: its hash is not that of its content."
                    : null;
            return fault is null ? new SavedSearch(file!.Inputs, file.State) : null;
        }
        catch (JsonException exception)
        {
            fault = $"is damaged: {exception.Message}";
            return null;
        }
    }

    /// <summary>Reads the state.</summary>
    /// <param name="fault">As for <see cref="Read"/>.</param>
    public SearchState? ReadState(out string? fault)
    {
        try
        {
            fault = null;
            return State.Deserialize<SearchState>(Options);
        }
        catch (JsonException exception)
        {
            fault = $"has another form: {exception.Message}";
            return null;
        }
    }

    /// <summary>The members of the file, in their order.</summary>
    /// <param name="Format">Version of the format.</param>
    /// <param name="Sha256">Hash of inputs and state.</param>
    /// <param name="Inputs">What the search was asked.</param>
    /// <param name="State">What it knows.</param>
    private sealed record SavedSearchFile(int Format, string Sha256, JsonElement Inputs, JsonElement State);

    private static string HashOf(JsonElement inputs, JsonElement state) =>
        Convert.ToHexStringLower(SHA256.HashData([
            .. JsonSerializer.SerializeToUtf8Bytes(inputs, Options),
            .. JsonSerializer.SerializeToUtf8Bytes(state, Options)
        ]));
}
