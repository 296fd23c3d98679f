package io.weft.engine.template;

/** A template breaks a rule of the restricted JSLT; found when it is compiled, before it may serve. */
public class TemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message);
    }

    public TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
