#pragma warning disable MA0048, CA1040, CA1018, CA1812, CA1852 // Empty types, one per way of naming a type; only their names are looked at.
namespace TopologyMirror.Tests.Architecture.Planted.Lower;

internal class ByBase;

internal interface IByInterface;

internal class ByTypeConstraint;

internal class ByMethodConstraint;

internal class ByField;

internal class ByArrayOfField;

internal class ByProperty;

internal delegate void ByEvent();

internal class ByParameter;

internal class ByReturn;

internal sealed class ByAttributeAttribute(Type? type = null) : Attribute
{
    public Type? Type { get; } = type;
}

internal class ByTypeofInAttribute;

internal class ByParameterAttribute : Attribute;

internal class ByLocal;

internal class ByCreation;

internal class ByTypeof;

internal class ByCast;

internal class ByCatch : Exception;

internal static class ByCall
{
    public static void Call()
    {
    }
}

internal static class ByStaticField
{
    public static readonly int[] Value = [];
}

internal class ByMethodArgument;

internal static class ByGenericMember<T>
{
    public static void Call()
    {
    }
}

internal class ByGenericMemberArgument;

internal class ByAsyncBody;

internal class ByIterator;

internal class ByLambda;

internal class ByLocalFunction;

internal class ByNestedType;

internal static class ByNestedTarget
{
    internal class Nested;
}

internal static class ByConstant
{
    public const int Value = 7;
}

internal class ByNameof;
