using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FinerCut.Cli.Consoles;

/// <summary>The door to a stream of the console: whatever is written passes <see cref="SafeText"/>.</summary>
/// <param name="inner">The stream.</param>
/// <param name="allowsInk">Whether the colours of <see cref="Ink"/> may pass: those of a terminal that has
/// them.</param>
internal sealed class SafeWriter(TextWriter inner, bool allowsInk) : TextWriter(inner.FormatProvider)
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    [AllowNull]
    public override string NewLine
    {
        get => inner.NewLine;
        set => inner.NewLine = value;
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(SafeText.Show(buffer, allowsInk));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    /// <remarks>Whole: a character may lie in two pieces of it.</remarks>
    public override void Write(StringBuilder? value) => Write(value?.ToString());

    /// <inheritdoc/>
    public override void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(ReadOnlySpan<char> buffer) => inner.WriteLine(SafeText.Show(buffer, allowsInk));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
