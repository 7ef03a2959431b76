using Microsoft.CodeAnalysis;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>What <c>System.Numerics</c>' structures compute, which have no source in the compilation.</summary>
internal static class VectorTypes
{
    public static object? Operator(IMethodSymbol method, object[] operands, ExpressionPool pool) => null;

    public static object? Method(IMethodSymbol method, object[] values, ExpressionPool pool) => null;

    public static object? Property(IPropertySymbol property, StructureValue value, ExpressionPool pool) => null;

    public static object? Static(IPropertySymbol property, ExpressionPool pool) => null;
}
