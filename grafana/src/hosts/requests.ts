/** What is no answer, as AnilibriaAPIDown sees it: 404 is one, 400 and 422 are our own mistakes. */
export const failing = 'status_code!~"[123]..|400|404|422"'
