using System.Text;
using FinerCut.Onnx;

namespace FinerCut.Tokenizers.Models;

/// <summary>Unigram: of all ways to cut a text into tokens, the one with the largest sum of scores.</summary>
internal sealed class UnigramModel : ITokenModel
{
    private readonly UnigramSettings _settings;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly UnigramPath _path;

    /// <summary>Makes a model.</summary>
    /// <exception cref="DiagnosticException">FC3009: a token stands twice, or the unknown one is none of
    /// them.</exception>
    internal UnigramModel(UnigramSettings settings)
    {
        _settings = settings;
        for (int id = 0; id < settings.Pieces.Count; id++)
        {
            if (!_ids.TryAdd(settings.Pieces[id].Text, id))
            {
                throw TokenizerErrors.IdDamaged(
                    settings.File, settings.Pieces[id].Text, $"{id}, and {_ids[settings.Pieces[id].Text]} as well");
            }
        }

        if (settings.UnknownId >= settings.Pieces.Count)
        {
            throw TokenizerErrors.IdDamaged(
                settings.File, "unknown", $"{settings.UnknownId} of {settings.Pieces.Count}");
        }

        _path = new UnigramPath(settings);
    }

    public int LargestId => _settings.Pieces.Count - 1;

    public string? FindToken(int id) => id >= 0 && id < _settings.Pieces.Count ? _settings.Pieces[id].Text : null;

    public int? FindId(string token) => _ids.TryGetValue(token, out int id) ? id : null;

    public void Encode(string piece, List<int> ids)
    {
        int unknownFrom = -1;
        foreach ((int id, int start, int end) in _path.Find(piece))
        {
            // Neighbouring unknown characters are one.
            if (id == _settings.UnknownId)
            {
                unknownFrom = unknownFrom < 0 ? start : unknownFrom;
            }
            else
            {
                AddUnknown(piece, unknownFrom, start, ids);
                unknownFrom = -1;
                ids.Add(id);
            }
        }

        AddUnknown(piece, unknownFrom, piece.Length, ids);
    }

    private void AddUnknown(string piece, int start, int end, List<int> ids)
    {
        if (start < 0)
        {
            return;
        }

        string text = piece[start..end];
        if (_ids.TryGetValue(text, out int whole))
        {
            ids.Add(whole);
            return;
        }

        int?[] bytes = _settings.HasByteFallback
            ? [.. Encoding.UTF8.GetBytes(text).Select(value => FindId(ByteToken.Name(value)))]
            : [null];
        ids.AddRange(bytes.Contains(null) ? [_settings.UnknownId] : bytes.OfType<int>());
    }
}
