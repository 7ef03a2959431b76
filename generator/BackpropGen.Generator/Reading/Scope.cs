using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>The variables of a block, and those around it.</summary>
internal sealed class Scope(Scope? parent, Activation activation)
{
    private Dictionary<ISymbol, object?>? _variables;
    private Dictionary<ISymbol, IOperation>? _functions;

    /// <summary>The call that the block belongs to.</summary>
    public Activation Activation { get; } = activation;

    public Scope Nest() => new(this, Activation);

    public void Declare(ISymbol variable, object? value) =>
        (_variables ??= new(SymbolEqualityComparer.Default))[variable] = value;

    public void DeclareFunction(IMethodSymbol function, IOperation body) =>
        (_functions ??= new(SymbolEqualityComparer.Default))[function] = body;

    public bool TryGet(ISymbol variable, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._variables is not null && scope._variables.TryGetValue(variable, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Sets a variable where it is declared, or here where its declaration was not evaluated.</summary>
    public void Set(ISymbol variable, object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._variables is not null && scope._variables.ContainsKey(variable))
            {
                scope._variables[variable] = value;
                return;
            }
        }

        Declare(variable, value);
    }

    /// <summary>Finds a local function and the scope that its body sees.</summary>
    public bool TryGetFunction(IMethodSymbol function, out IOperation body, out Scope scope)
    {
        for (scope = this; scope is not null; scope = scope.Parent!)
        {
            if (scope._functions is not null && scope._functions.TryGetValue(function, out body!))
            {
                return true;
            }
        }

        body = null!;
        return false;
    }

    private Scope? Parent { get; } = parent;
}

/// <summary>One call of a method or lambda.</summary>
/// <param name="path">The path of the place where it was called: its locals' names follow it.</param>
internal sealed class Activation(string path)
{
    public string Path { get; } = path;

    public object? Result { get; set; }

    /// <summary>The expression that was returned.</summary>
    public IOperation? ResultSite { get; set; }
}
