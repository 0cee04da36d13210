using System.Net;
using System.Text;
using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Pages;

/// <summary>Writes HTML in which a text can be nothing but text.</summary>
/// <remarks>Texts pass <see cref="SafeText"/> first: what HTML has no sign for, such as control characters and halves
/// of characters, is written out.</remarks>
internal sealed class HtmlWriter
{
    private const string WithinLine = " a b code span strong ";

    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = [];

    /// <summary>Begins an element.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="attributes">Names and values; null for an attribute that is left out.</param>
    public HtmlWriter Begin(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        WriteTag(element, attributes);
        _open.Push(element);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public HtmlWriter End()
    {
        _html.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Writes an element that holds a text.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="text">Any characters.</param>
    /// <param name="attributes">See above.</param>
    public HtmlWriter Element(
        string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Begin(element, attributes).Text(text).End();

    /// <summary>Writes an element that holds nothing and has no end, such as <c>input</c>.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="attributes">See above.</param>
    public HtmlWriter Void(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        WriteTag(element, attributes);
        return this;
    }

    /// <summary>Writes a text.</summary>
    /// <param name="text">Any characters.</param>
    public HtmlWriter Text(string text)
    {
        _html.Append(Encode(text));
        return this;
    }

    /// <summary>Writes what is HTML, or a style sheet, already.</summary>
    /// <param name="html">Written by this program, without a text from elsewhere.</param>
    public HtmlWriter Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>All that was written.</summary>
    /// <exception cref="InvalidOperationException">An element was not ended.</exception>
    public override string ToString() => _open.Count == 0
        ? _html.Append('\n').ToString()
        : throw new InvalidOperationException($"The element {_open.Peek()} has no end.");

    private static string Encode(string text) => WebUtility.HtmlEncode(SafeText.Show(text, allowsInk: false));

    private void WriteTag(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!WithinLine.Contains($" {element} ", StringComparison.Ordinal))
        {
            _html.Append('\n');
        }

        _html.Append('<').Append(element);
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                _html.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');
            }
        }

        _html.Append('>');
    }
}
