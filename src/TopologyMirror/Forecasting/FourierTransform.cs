using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TopologyMirror.Forecasting;

/// <summary>The discrete Fourier transform of complex numbers, real and imaginary parts apart, for powers of two.</summary>
/// <remarks>
/// Sources: Cooley and Tukey, Mathematics of Computation 1965; without reordering: Stockham, "High-speed convolution and correlation",
/// Spring Joint Computer Conference 1966.
/// </remarks>
internal static class FourierTransform
{
    /// <summary>Complex numbers at most.</summary>
    public const int Longest = 4096;

    private static readonly double[] Cosines = [.. Enumerable.Range(0, Longest).Select(k => Math.Cos(Math.Tau * k / Longest))];
    private static readonly double[] Sines = [.. Enumerable.Range(0, Longest).Select(k => -Math.Sin(Math.Tau * k / Longest))];

    /// <summary>exp(−2πi k/n), for n that divides <see cref="Longest"/>.</summary>
    public static (double Real, double Imaginary) Twiddle(int k, int n) => (Cosines[k * (Longest / n)], Sines[k * (Longest / n)]);

    /// <summary>Transforms in place. The inverse is the transform with real and imaginary parts exchanged, times the length.</summary>
    /// <param name="real">Real parts.</param>
    /// <param name="imaginary">Imaginary parts.</param>
    /// <param name="scratch">Twice as long as one of them.</param>
    public static void Forward(Span<double> real, Span<double> imaginary, Span<double> scratch)
    {
        int length = real.Length;
        Span<double> fromReal = real;
        Span<double> fromImaginary = imaginary;
        Span<double> toReal = scratch[..length];
        Span<double> toImaginary = scratch.Slice(length, length);
        int passes = 0;
        int stride = 1;
        for (int n = length; n > 1; stride *= n >= 4 ? 4 : 2, n /= n >= 4 ? 4 : 2)
        {
            if (n >= 4)
            {
                PassOfFour(n, stride, fromReal, fromImaginary, toReal, toImaginary);
            }
            else
            {
                PassOfTwo(stride, fromReal, fromImaginary, toReal, toImaginary);
            }

            Span<double> exchanged = fromReal;
            fromReal = toReal;
            toReal = exchanged;
            exchanged = fromImaginary;
            fromImaginary = toImaginary;
            toImaginary = exchanged;
            passes++;
        }

        if (passes % 2 == 1)
        {
            fromReal.CopyTo(real);
            fromImaginary.CopyTo(imaginary);
        }
    }

    private static void PassOfTwo(int stride, Span<double> fromReal, Span<double> fromImaginary, Span<double> toReal, Span<double> toImaginary)
    {
        for (int q = 0; q < stride; q++)
        {
            (double a, double b) = (fromReal[q], fromReal[q + stride]);
            (toReal[q], toReal[q + stride]) = (a + b, a - b);
            (a, b) = (fromImaginary[q], fromImaginary[q + stride]);
            (toImaginary[q], toImaginary[q + stride]) = (a + b, a - b);
        }
    }

    private static void PassOfFour(int n, int stride, Span<double> fromReal, Span<double> fromImaginary, Span<double> toReal, Span<double> toImaginary)
    {
        int quarter = n / 4;
        ref double xr = ref MemoryMarshal.GetReference(fromReal);
        ref double xi = ref MemoryMarshal.GetReference(fromImaginary);
        ref double yr = ref MemoryMarshal.GetReference(toReal);
        ref double yi = ref MemoryMarshal.GetReference(toImaginary);
        for (int p = 0; p < quarter; p++)
        {
            (double c1, double s1) = Twiddle(p, n);
            (double c2, double s2) = Twiddle(2 * p, n);
            (double c3, double s3) = Twiddle(3 * p, n);
            int from = stride * p;
            int step = stride * quarter;
            int to = 4 * stride * p;
            int q = 0;
            for (; q <= stride - 4; q += 4)
            {
                int at = from + q;
                Vector256<double> ar = At(ref xr, at), ai = At(ref xi, at);
                Vector256<double> br = At(ref xr, at + step), bi = At(ref xi, at + step);
                Vector256<double> cr = At(ref xr, at + (2 * step)), ci = At(ref xi, at + (2 * step));
                Vector256<double> dr = At(ref xr, at + (3 * step)), di = At(ref xi, at + (3 * step));
                Vector256<double> sumR = ar + cr, sumI = ai + ci, differenceR = ar - cr, differenceI = ai - ci;
                Vector256<double> otherR = br + dr, otherI = bi + di, turnedR = bi - di, turnedI = dr - br;
                int into = to + q;
                (sumR + otherR).StoreUnsafe(ref yr, (nuint)into);
                (sumI + otherI).StoreUnsafe(ref yi, (nuint)into);
                Turn(differenceR + turnedR, differenceI + turnedI, c1, s1, ref yr, ref yi, into + stride);
                Turn(sumR - otherR, sumI - otherI, c2, s2, ref yr, ref yi, into + (2 * stride));
                Turn(differenceR - turnedR, differenceI - turnedI, c3, s3, ref yr, ref yi, into + (3 * stride));
            }

            for (; q < stride; q++)
            {
                int at = from + q;
                double ar = fromReal[at], ai = fromImaginary[at], br = fromReal[at + step], bi = fromImaginary[at + step];
                double cr = fromReal[at + (2 * step)], ci = fromImaginary[at + (2 * step)];
                double dr = fromReal[at + (3 * step)], di = fromImaginary[at + (3 * step)];
                double sumR = ar + cr, sumI = ai + ci, differenceR = ar - cr, differenceI = ai - ci;
                double otherR = br + dr, otherI = bi + di, turnedR = bi - di, turnedI = dr - br;
                int into = to + q;
                (toReal[into], toImaginary[into]) = (sumR + otherR, sumI + otherI);
                (double r, double i) = (differenceR + turnedR, differenceI + turnedI);
                (toReal[into + stride], toImaginary[into + stride]) = ((r * c1) - (i * s1), (r * s1) + (i * c1));
                (r, i) = (sumR - otherR, sumI - otherI);
                (toReal[into + (2 * stride)], toImaginary[into + (2 * stride)]) = ((r * c2) - (i * s2), (r * s2) + (i * c2));
                (r, i) = (differenceR - turnedR, differenceI - turnedI);
                (toReal[into + (3 * stride)], toImaginary[into + (3 * stride)]) = ((r * c3) - (i * s3), (r * s3) + (i * c3));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> At(ref double values, int index) => Vector256.LoadUnsafe(ref values, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector256<double> r, Vector256<double> i, double cosine, double sine, ref double yr, ref double yi, int at)
    {
        ((r * cosine) - (i * sine)).StoreUnsafe(ref yr, (nuint)at);
        ((r * sine) + (i * cosine)).StoreUnsafe(ref yi, (nuint)at);
    }
}
