using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Values;

/// <summary>Where values live between two runs: the host's memory, or that of a device that computes.</summary>
internal interface IValueMemory
{
    /// <summary>The runtime's name for the place; outputs are bound to it.</summary>
    OrtMemoryInfo Info { get; }

    /// <summary>What has been brought to the host.</summary>
    HostTraffic Traffic { get; }

    /// <summary>Room for a value that is copied later, where making room beforehand pays.</summary>
    /// <param name="model">A value of its type and shape.</param>
    /// <returns>A value to give to <see cref="Copy"/>; null where there is no need.</returns>
    OrtValue? Reserve(OrtValue model);

    /// <summary>Copies a value within this memory.</summary>
    /// <param name="value">The value, of two dimensions or more.</param>
    /// <param name="place">Where to put the copy if it fits; now owned. Null for anywhere.</param>
    /// <returns>The copy; the caller disposes it.</returns>
    OrtValue Copy(OrtValue value, OrtValue? place);

    /// <summary>Copies the first tokens of a stream.</summary>
    /// <param name="stream">Shape <c>[1, tokens, hidden]</c> or <c>[tokens, hidden]</c>.</param>
    /// <param name="tokens">How many to take.</param>
    /// <returns>A new value; the caller disposes it.</returns>
    OrtValue Start(OrtValue stream, int tokens);

    /// <summary>Room for values of several shapes, one after the other.</summary>
    /// <param name="bytes">Size of the largest.</param>
    IValueRoom Open(int bytes);

    /// <summary>Lets the host read a value; counted in <see cref="Traffic"/>.</summary>
    /// <param name="value">The value, of two dimensions or more; it outlives the view.</param>
    HostView View(OrtValue value);

    /// <summary>Brings a value of the host's here.</summary>
    /// <param name="value">The value, of two dimensions or more; now owned.</param>
    /// <returns>The same where it is here already.</returns>
    OrtValue Take(OrtValue value);
}
