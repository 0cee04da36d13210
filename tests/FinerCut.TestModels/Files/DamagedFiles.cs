namespace FinerCut.TestModels.Files;

/// <summary>Damages files: cuts them short, flips bits, overwrites bytes so that lengths become absurd.</summary>
public static class DamagedFiles
{
    /// <summary>Damaged copies, each different from the file: by turns cut, with flipped bits, with overwritten
    /// bytes.</summary>
    /// <param name="original">The file's bytes, at least one; not changed.</param>
    /// <param name="seed">Where and how much; equal seeds damage equally.</param>
    /// <param name="count">How many copies.</param>
    public static IEnumerable<DamagedFile> Of(byte[] original, int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(original.Length);
        return Enumerable.Range(0, count).Select(number => Damage(original, new Random(SeedOf(seed, number)), number));
    }

    private static DamagedFile Damage(byte[] original, Random random, int number) => (number % 3) switch
    {
        0 => Truncate(original, random),
        1 => FlipBits(original, random),
        _ => Overwrite(original, random),
    };

    private static DamagedFile Truncate(byte[] original, Random random)
    {
        int length = random.Next(original.Length);
        return new($"cut after {length} of {original.Length} bytes", original[..length]);
    }

    private static DamagedFile FlipBits(byte[] original, Random random)
    {
        const int mostFlips = 8;
        byte[] bytes = [.. original];
        int flips = random.Next(1, mostFlips + 1);
        long[] positions = [.. Enumerable.Range(0, flips).Select(_ => random.NextInt64(8L * bytes.Length)).Distinct()];
        foreach (long position in positions)
        {
            bytes[position / 8] ^= (byte)(1 << (int)(position % 8));
        }

        return new($"bits {string.Join(", ", positions)} flipped", bytes);
    }

    /// <remarks>A run of 0xFF is a protobuf number of the largest size.</remarks>
    private static DamagedFile Overwrite(byte[] original, Random random)
    {
        const int mostBytes = 10;
        byte[] bytes = [.. original];
        int start = random.Next(bytes.Length);
        int end = Math.Min(bytes.Length, start + random.Next(1, mostBytes + 1));
        for (int index = start; index < end; index++)
        {
            bytes[index] = bytes[index] == 0xFF ? (byte)0 : (byte)0xFF;
        }

        return new($"bytes {start} to {end - 1} overwritten", bytes);
    }

    private static int SeedOf(int seed, int number) => unchecked((seed * 1_000_003) + number);
}
