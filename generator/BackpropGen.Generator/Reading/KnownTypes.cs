using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Recognizes the language's types by their full names: <c>BackpropGen.Tensor</c>, not another <c>Tensor</c>.</summary>
internal static class KnownTypes
{
    public static bool Is(ITypeSymbol? type, string name) => type is { ContainingType: null }
        && type.Name == name
        && type.ContainingNamespace is { Name: "BackpropGen", ContainingNamespace.IsGlobalNamespace: true };

    public static bool IsFunctions(ITypeSymbol? type) => Is(type, "Functions");

    /// <summary>Whether a type is <c>Layers</c>, or the group of its extension members.</summary>
    public static bool IsLayers(ITypeSymbol? type) => Is(type, "Layers") || Is(type?.ContainingType, "Layers");

    /// <summary>Whether a type is <c>Tensor</c>, <c>Parameter</c> or <c>State</c>.</summary>
    public static bool IsTensor(ITypeSymbol? type) => Is(type, "Tensor") || Is(type, "Parameter") || Is(type, "State");

    public static bool IsLabel(ITypeSymbol? type) => Is(type, "ClassLabel");

    /// <summary>Whether a type stands for values in the graph: a symbol, or a tuple of symbols.</summary>
    public static bool IsSymbolic(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            foreach (var element in tuple.TupleElements)
            {
                if (!IsSymbolic(element.Type))
                {
                    return false;
                }
            }

            return true;
        }

        return IsTensor(type) || IsLabel(type);
    }

    /// <summary>Whether a type is <c>System.{name}</c>.</summary>
    public static bool IsSystem(ITypeSymbol? type, string name) => type is { ContainingType: null }
        && type.Name == name
        && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether a type is <c>System.Collections.Generic.List&lt;T&gt;</c>.</summary>
    public static bool IsList(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    public static bool IsEnumerable(ITypeSymbol? type) =>
        type is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };
}
