using System.Text.Json;

namespace FinerCut.Configurations;

/// <summary>Makes the settings of one JSON object speak of the layers that stay.</summary>
internal sealed class LayerSettings
{
    private readonly EditableJson _text;
    private readonly JsonSpan _object;
    private readonly long _count;
    private readonly List<int> _kept;
    private readonly IReadOnlyList<string> _unclear;

    /// <summary>Looks at one object.</summary>
    /// <param name="text">The file, which takes the edits.</param>
    /// <param name="settings">The object in it.</param>
    /// <param name="layers">What stays.</param>
    public LayerSettings(EditableJson text, JsonSpan settings, LayerSelection layers)
    {
        (_text, _object) = (text, settings);
        long sharing = settings.FindMembers(LayerKeys.Sharing).Select(text.Number).FirstOrDefault() ?? 0;
        bool isSharing = sharing > 0 && settings.Members.Any(member => LayerKeys.Counts.Contains(member.Name)
            && text.Number(member.Value) == layers.Before + sharing);
        LayerKinds kinds = new(text, settings, layers);
        _unclear = kinds.Unclear;
        _count = isSharing ? layers.Before + sharing : kinds.Count;
        _kept = [.. layers.Kept, .. Enumerable.Range(layers.Before, isSharing ? (int)sharing : 0)];
    }

    /// <summary>Edits all that can be said in the file's own words.</summary>
    /// <returns>The keys whose rule the kept layers follow no longer.</returns>
    public IEnumerable<string> Edit()
    {
        bool hasList = _object.Members.Any(member => member.Name.Contains("layer_types", StringComparison.Ordinal)
            && member.Value.Elements.Count > 0);
        foreach (JsonMember member in _object.Members)
        {
            if (LayerKeys.Counts.Contains(member.Name))
            {
                if (!SetCount(member.Value))
                {
                    yield return member.Name;
                }
            }
            else if (_unclear.Contains(member.Name) || !StaysTrue(member))
            {
                yield return member.Name;
            }
            else if (LayerKeys.Periods.Contains(member.Name) && member.Value.Kind == JsonValueKind.Number)
            {
                if (!hasList && !Holds(_text.Number(member.Value) ?? 1))
                {
                    yield return member.Name;
                }
            }
            else
            {
                Edit(member);
            }
        }
    }

    /// <summary>Edits what an object that describes another model says about the layers of this one.</summary>
    public void EditPlaces()
    {
        foreach (JsonMember member in _object.Members.Where(member => LayerKeys.Places.Contains(member.Name)))
        {
            SetPlaces(member.Value);
        }
    }

    /// <returns>False where the count is something else than a whole number.</returns>
    private bool SetCount(JsonSpan value)
    {
        if (_text.Number(value) is not null)
        {
            _text.Replace(value, _kept.Count);
            return true;
        }

        return value.Kind == JsonValueKind.Null;
    }

    /// <summary>Whether what a member says of each layer can be edited, or holds for the kept layers as it is: a list
    /// of another length than there are layers begins again at its end.</summary>
    private bool StaysTrue(JsonMember member)
    {
        if (!LayerKeys.Kinds.Contains(member.Name) || AreNumbers(member.Value))
        {
            return true;
        }

        List<string> kinds = LayerKinds.WordsOf(_text, member.Value);
        return kinds.Count == 0 || kinds.Count == _count
            || _kept.Index().All(layer => kinds[layer.Item % kinds.Count] == kinds[layer.Index % kinds.Count]);
    }

    private void Edit(JsonMember member)
    {
        JsonSpan value = member.Value;
        if (LayerKeys.Boundaries.Contains(member.Name))
        {
            SetBoundary(value);
        }
        else if (LayerKeys.Places.Contains(member.Name))
        {
            SetPlaces(value);
        }
        else if (member.Name == LayerKeys.Repeated)
        {
            SetRepeated(value);
        }
        else if (LayerKeys.IsNumbers(member.Name)
            || (LayerKeys.IsList(member.Name) && value.Elements.Count != _count && AreNumbers(value)))
        {
            _text.ReplaceElements(value, index => NewNumber(value.Elements[index]));
        }
        else if (LayerKeys.IsList(member.Name) && value.Elements.Count == _count)
        {
            _text.ReplaceElements(value, index => _kept.Contains(index) ? _text.Text(value.Elements[index]) : null);
        }
        else if (LayerKeys.IsList(member.Name) && value.Kind == JsonValueKind.String && _text.Text(value) is { } letters
            && letters.Length == _count + 2)
        {
            _text.Replace(value, $"\"{string.Concat(_kept.Select(index => letters[index + 1]))}\"");
        }
    }

    private void SetBoundary(JsonSpan value)
    {
        if (_text.Number(value) is { } boundary && boundary < _count)
        {
            _text.Replace(value, _kept.Count(layer => layer < boundary));
        }
    }

    /// <summary>All places stay, since the graph still shows the stream at each of them: before a layer that is gone
    /// is before the next one.</summary>
    private void SetPlaces(JsonSpan value) => _text.ReplaceElements(
        value,
        index => _text.Number(value.Elements[index]) is { } number
            ? _kept.Count(layer => layer < number).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : _text.Text(value.Elements[index]));

    /// <summary>Such as <c>[[["global", "local"], 12]]</c>; it becomes the list of all kept layers, once.</summary>
    private void SetRepeated(JsonSpan value)
    {
        List<string> layers = [.. value.Elements.Where(part => part.Elements.Count == 2)
            .SelectMany(part => Enumerable.Repeat(
                part.Elements[0].Elements.Select(_text.Text),
                (int)Math.Min(_text.Number(part.Elements[1]) ?? 0, _count)))
            .SelectMany(kinds => kinds)];
        if (layers.Count == _count)
        {
            _text.Replace(value, $"[[[{string.Join(", ", _kept.Select(index => layers[index]))}], 1]]");
        }
    }

    private bool AreNumbers(JsonSpan array)
    {
        List<long?> numbers = [.. array.Elements.Select(_text.Number)];
        return numbers.Count > 0 && numbers.TrueForAll(number => number >= 0 && number < _count)
            && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private string? NewNumber(JsonSpan element)
    {
        if (_text.Number(element) is not { } number || number >= _count)
        {
            return _text.Text(element);
        }

        int index = _kept.IndexOf((int)number);
        return index < 0 ? null : index.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the same layers are special by their new numbers, counted from 0 or from 1.</summary>
    private bool Holds(long period) => period <= 1 || _kept.Index().All(layer =>
        layer.Item % period == 0 == (layer.Index % period == 0)
            && (layer.Item + 1) % period == 0 == ((layer.Index + 1) % period == 0));
}
