using System.Text;

namespace FinerCut.Tests.Calibration.Sources;

/// <summary>Writes <c>.npy</c> files as NumPy does.</summary>
internal static class NumpyArray
{
    internal static byte[] Of(string type, string shape, byte[] numbers, byte version = 1, string order = "False")
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}";
        int prefix = version == 1 ? 10 : 12;
        header = header.PadRight(header.Length + 63 - ((prefix + header.Length) % 64)) + "\n";
        byte[] length = version == 1
            ? BitConverter.GetBytes((ushort)header.Length)
            : BitConverter.GetBytes((uint)header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.Latin1.GetBytes(header), .. numbers];
    }

    internal static byte[] Numbers(string type, params long[] numbers) =>
        [.. numbers.SelectMany(number => BitConverter.GetBytes(number)[..int.Parse(type[2..], null)])];
}
