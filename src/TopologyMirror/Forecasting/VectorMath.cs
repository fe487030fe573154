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

    /// <summary>Adds a multiple of one vector to another.</summary>
    public static void Add(Span<double> sum, ReadOnlySpan<double> values, double factor)
    {
        ref double a = ref MemoryMarshal.GetReference(sum);
        ref double b = ref MemoryMarshal.GetReference(values);
        int length = Math.Min(sum.Length, values.Length);
        var factors = Vector256.Create(factor);
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)i), factors, Vector256.LoadUnsafe(ref a, (nuint)i)).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref a, i) = Math.FusedMultiplyAdd(Unsafe.Add(ref b, i), factor, Unsafe.Add(ref a, i));
        }
    }

    /// <summary>Raises each value to that of another vector where that is greater. Neither holds a NaN.</summary>
    public static void Maximum(Span<double> most, ReadOnlySpan<double> values)
    {
        ref double a = ref MemoryMarshal.GetReference(most);
        ref double b = ref MemoryMarshal.GetReference(values);
        int length = Math.Min(most.Length, values.Length);
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            Vector256.Max(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < length; i++)
        {
            most[i] = Math.Max(most[i], values[i]);
        }
    }

    /// <summary>Rotates two vectors of one length: (cosine·one − sine·other, sine·one + cosine·other).</summary>
    public static void Rotate(Span<double> one, Span<double> other, double cosine, double sine)
    {
        ref double a = ref MemoryMarshal.GetReference(one);
        ref double b = ref MemoryMarshal.GetReference(other);
        int length = Math.Min(one.Length, other.Length);
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            var x = Vector256.LoadUnsafe(ref a, (nuint)i);
            var y = Vector256.LoadUnsafe(ref b, (nuint)i);
            ((x * cosine) - (y * sine)).StoreUnsafe(ref a, (nuint)i);
            ((x * sine) + (y * cosine)).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < length; i++)
        {
            (one[i], other[i]) = ((cosine * one[i]) - (sine * other[i]), (sine * one[i]) + (cosine * other[i]));
        }
    }
}
