using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TopologyMirror.Forecasting;

/// <summary>Loops over doubles, four at a time.</summary>
internal static class VectorMath
{
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        ref double a = ref MemoryMarshal.GetReference(one);
        ref double b = ref MemoryMarshal.GetReference(other);
        int length = Math.Min(one.Length, other.Length);
        Vector256<double> sums = Vector256<double>.Zero;
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            sums = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i), sums);
        }

        double sum = Vector256.Sum(sums);
        for (; i < length; i++)
        {
            sum += Unsafe.Add(ref a, i) * Unsafe.Add(ref b, i);
        }

        return sum;
    }

    public static void Scale(Span<double> values, double factor)
    {
        foreach (ref double value in values)
        {
            value *= factor;
        }
    }
}
