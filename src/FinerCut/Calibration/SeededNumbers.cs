namespace FinerCut.Calibration;

/// <summary>Pseudo-random numbers that are the same on every machine and in every version of .NET.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
/// <param name="seed">Any number; equal seeds give equal numbers.</param>
internal sealed class SeededNumbers(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1; of bounds below 2^32 each is as likely as any
    /// other to 1 in 2^32.</summary>
    /// <param name="bound">At least 1.</param>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from 0, included, to 1, not included; a multiple of 2^-53.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1L << 53));

    private ulong Next()
    {
        unchecked
        {
            ulong mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
