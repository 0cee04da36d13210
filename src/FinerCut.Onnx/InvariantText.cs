using System.Globalization;
using System.Runtime.CompilerServices;

namespace FinerCut.Onnx;

/// <summary>Formats interpolated strings by the invariant culture, also where several are joined by <c>+</c>.</summary>
/// <remarks>The compiler joins interpolated strings for a handler, but not for
/// <see cref="FormattableString"/>.</remarks>
[InterpolatedStringHandler]
public ref struct InvariantText
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Starts a text. The compiler calls this for an interpolated string.</summary>
    /// <param name="literalLength">Characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    public InvariantText(int literalLength, int formattedCount) =>
        _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);

    /// <summary>Formats a text. Callers name the type in a <c>using static</c>.</summary>
    /// <param name="text">Interpolated strings, one or several that are joined by <c>+</c>.</param>
    /// <returns>The text.</returns>
    public static string Text(InvariantText text) => text.ToString();

    /// <summary>Appends what stands outside of holes.</summary>
    /// <param name="value">The characters.</param>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>Appends the value of a hole.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="format">A format such as <c>0.0</c>; null for the default one.</param>
    public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

    /// <summary>Ends the text.</summary>
    /// <returns>All that was appended.</returns>
    public override string ToString() => _text.ToStringAndClear();
}
